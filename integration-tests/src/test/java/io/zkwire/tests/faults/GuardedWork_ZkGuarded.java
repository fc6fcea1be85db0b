package io.zkwire.tests.faults;

import io.zkwire.runtime.spi.GuardSite;
import io.zkwire.runtime.spi.Guarded;
import io.zkwire.runtime.spi.Passage;
import io.zkwire.tests.faults.Subject.Style;

/** The guarded subclass, as the processor writes it. */
final class GuardedWork_ZkGuarded extends GuardedWork implements Guarded {
  static final String LEAD = "lead(long,io.zkwire.tests.faults.Recorder,Style)";
  static final String LOCKED = "locked(io.zkwire.tests.faults.Recorder,Style)";

  private final GuardSite lead = new GuardSite(LEAD);
  private final GuardSite locked = new GuardSite(LOCKED);

  @Override
  void lead(long before, Recorder recorder, Style style) {
    Passage passage = lead.enter();
    if (passage == null) {
      return;
    }
    try {
      super.lead(before, recorder, style);
    } finally {
      passage.leave();
    }
  }

  @Override
  void locked(Recorder recorder, Style style) {
    Passage passage = locked.enter();
    if (passage == null) {
      return;
    }
    try {
      super.locked(recorder, style);
    } finally {
      passage.leave();
    }
  }

  @Override
  public GuardSite zkGuardSite(String method) {
    return switch (method) {
      case LEAD -> lead;
      case LOCKED -> locked;
      default -> null;
    };
  }
}
