package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Holds one of a limited number of permits of the whole cluster around each call of a method: a
 * semaphore.
 *
 * <pre>{@code
 * @ZkPermit(value = "exports", permits = 3, waitFor = "30s", otherwise = Otherwise.THROW)
 * public Report export(Query query) { ... }
 * }</pre>
 *
 * <p><b>Promised.</b> At no moment do more than {@link #permits} calls begin while so many are
 * inside by a valid lease. The number is stored with the permits; another number is refused.
 *
 * <p><b>Not promised.</b> As {@link ZkLock}. Permits are not re-entrant: a call inside a call takes
 * a second one.
 *
 * <p><b>Generated.</b> As {@link LeaderOnly}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ZkPermit {

  /** The name, as {@link ZkLock#value}. */
  String value();

  /** How many there are, 1 to 10,000. */
  int permits();

  /** How long a call waits, as {@link ZkLock#waitFor}. */
  String waitFor() default "";

  /** What a call does that has not got a permit in time. */
  Otherwise otherwise() default Otherwise.UNSPECIFIED;

  /** What happens to a call that is under way when its lease lapses or its node is gone. */
  OnLoss onLoss() default OnLoss.FINISH;
}
