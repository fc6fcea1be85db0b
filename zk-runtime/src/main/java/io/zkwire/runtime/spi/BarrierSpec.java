package io.zkwire.runtime.spi;

import io.zkwire.annotation.OnLoss;
import io.zkwire.annotation.Otherwise;
import java.time.Duration;

/**
 * A method that a number of parties enter and leave together.
 *
 * @param <B> the class
 * @param member the method, {@code name(type,type)}
 * @param name the name as it was written, placeholders included
 * @param parties how many there are
 * @param timeout how long a party waits for the others
 * @param otherwise what a call does whose generation is broken
 */
public record BarrierSpec<B>(
    String member, String name, int parties, Duration timeout, Otherwise otherwise)
    implements GuardSpec<B> {

  /** A call that is inside runs to its end: nothing of it is exclusive. */
  @Override
  public OnLoss onLoss() {
    return OnLoss.FINISH;
  }
}
