package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a number of parties, in any processes, enter a method together and leave it together.
 *
 * <pre>{@code
 * @ZkBarrier(value = "step", parties = 3, timeout = "30s", otherwise = Otherwise.THROW)
 * public void step() { ... }
 * }</pre>
 *
 * <p><b>Promised.</b> Of each generation all parties run the method, or none does. None begins
 * before all have entered. A call returns only when all parties have left, or one of them has died
 * inside or has not left in time.
 *
 * <p><b>Not promised.</b> That what the parties do inside is done whole: one may die there. Leaving
 * then fails for the others: with {@code Otherwise.THROW} by a {@code BarrierBrokenException} in
 * place of what the method returned, otherwise by a line in the log. The place of a killed process
 * stands until its session is over.
 *
 * <p><b>Generated.</b> As {@link LeaderOnly}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ZkBarrier {

  /** The name, as in {@link Queue#value}. */
  String value();

  /** How many parties it takes, 1 to 1,000; the same number everywhere. */
  int parties();

  /** How long a party waits for the others, when it enters and when it leaves; at most one day. */
  String timeout() default "30s";

  /** What a call does whose generation is broken before it began. */
  Otherwise otherwise() default Otherwise.UNSPECIFIED;
}
