package io.zkwire.runtime.lock;

import io.zkwire.runtime.exclusive.Line;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A semaphore. Thread-safe. */
final class NamedPermits extends Taking {

  private final LockFeature feature;
  private final Line line;
  private final String name;
  private final Set<Held> taken = ConcurrentHashMap.newKeySet();

  NamedPermits(LockFeature feature, Line line, String name) {
    this.feature = feature;
    this.line = line;
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  @Nullable Held take(@Nullable Long nanos) throws InterruptedException {
    Held held = feature.take(line, name, nanos);
    taken.removeIf(Held::over);
    if (held != null) {
      taken.add(held);
    }
    return held;
  }

  /** Whether one that was taken through this handle is held. */
  @Override
  public boolean isHeld() {
    return taken.stream().anyMatch(Held::held);
  }
}
