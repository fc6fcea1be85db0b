package io.zkwire.runtime;

import io.zkwire.runtime.spi.Guard;
import io.zkwire.runtime.spi.Passage;
import org.jspecify.annotations.Nullable;

/** Shows the calls of a method to a tracer. Thread-safe. */
record TracedGuard(String method, Guard asked, ZkTracer tracer) implements Guard {

  @Override
  public @Nullable Passage enter(Object[] arguments) {
    Passage entered = asked.enter(arguments);
    return entered == null ? null : tracer.around(ZkTracer.GUARD, method, entered);
  }

  @Override
  public RuntimeException refusal() {
    return asked.refusal();
  }

  @Override
  public @Nullable Guard afterwards() {
    return asked.afterwards();
  }
}
