package io.zkwire.benchmarks.exclusive;

import io.zkwire.runtime.spi.GuardSite;
import io.zkwire.runtime.spi.Guarded;
import io.zkwire.runtime.spi.Passage;
import org.jspecify.annotations.Nullable;

/** As the processor writes it. */
final class Step_ZkGuarded extends Step implements Guarded {

  private final GuardSite step = new GuardSite("Step.step()");

  @Override
  public void step() {
    Passage passage = step.enter();
    if (passage == null) {
      return;
    }
    try {
      super.step();
    } finally {
      passage.leave();
    }
  }

  @Override
  public @Nullable GuardSite zkGuardSite(String method) {
    return method.equals("step()") ? step : null;
  }
}
