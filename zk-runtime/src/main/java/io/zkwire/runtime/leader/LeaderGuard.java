package io.zkwire.runtime.leader;

import io.zkwire.annotation.OnLoss;
import io.zkwire.annotation.Otherwise;
import io.zkwire.runtime.exclusive.Hold;
import io.zkwire.runtime.spi.Guard;
import io.zkwire.runtime.spi.Passage;
import org.jspecify.annotations.Nullable;

/** Lets a call in while this process leads. Thread-safe; allocates nothing unless it interrupts. */
final class LeaderGuard implements Guard {

  private final Role role;
  private final boolean throwing;
  private final boolean interrupting;

  LeaderGuard(Role role, Otherwise otherwise, OnLoss onLoss) {
    this.role = role;
    this.throwing = otherwise == Otherwise.THROW;
    this.interrupting = onLoss == OnLoss.INTERRUPT;
  }

  @Override
  public @Nullable Passage enter(Object[] arguments) {
    Hold hold = role.hold();
    if (hold != null) {
      Passage passage = interrupting ? hold.enterInterruptibly() : hold.enter();
      if (passage != null) {
        return passage;
      }
    }
    if (throwing) {
      throw role.refusal();
    }
    return null;
  }

  @Override
  public RuntimeException refusal() {
    return role.refusal();
  }
}
