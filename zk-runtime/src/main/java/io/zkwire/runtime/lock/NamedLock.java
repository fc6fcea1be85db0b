package io.zkwire.runtime.lock;

import org.jspecify.annotations.Nullable;

/** One side of a lock. Thread-safe. */
final class NamedLock extends Taking {

  private final LockFeature feature;
  private final String name;
  private final boolean shared;

  NamedLock(LockFeature feature, String name, boolean shared) {
    this.feature = feature;
    this.name = name;
    this.shared = shared;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  @Nullable Held take(@Nullable Long nanos) throws InterruptedException {
    return feature.take(name, shared, nanos);
  }

  @Override
  public boolean isHeld() {
    return feature.isHeld(name, shared);
  }
}
