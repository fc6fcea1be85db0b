package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Holds a lock of the whole cluster around each call of a method.
 *
 * <pre>{@code
 * @ZkLock(value = "orders-{orderId}", waitFor = "5s")
 * public void ship(String orderId) {
 *   store.write(orderId, FencingToken.current());       // the store refuses an older token
 * }
 * }</pre>
 *
 * <p><b>Promised.</b> At the moment the method begins, no other process, and no other thread of
 * this one, is inside by a valid lease of an exclusive lock of the same name. Threads of one
 * process stand in line locally. A thread that holds the lock may enter again. Shared holders do
 * not starve exclusive ones. A parameter's value cannot leave the lock's name: one that is not
 * {@code [A-Za-z0-9._-]} is refused.
 *
 * <p><b>Not promised.</b> A call that has begun is not stopped when the lease ends while it runs
 * (see {@link #onLoss}): let stores compare the token. After a holder that died, the next one waits
 * for the lock-delay.
 *
 * <p><b>Generated.</b> As {@link LeaderOnly}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ZkLock {

  /**
   * The name: one segment {@code [A-Za-z0-9._-]{1,128}}. {@code {parameter}} is replaced by the
   * text of that parameter at each call, {@code ${name}} when the object is bound.
   */
  String value();

  /** With whom it is shared. */
  LockMode mode() default LockMode.EXCLUSIVE;

  /**
   * How long a call waits for the lock: {@code 5s}, {@code 200ms}, {@code PT1M}, {@code 0s} to try
   * once; at most one day. Empty: for as long as it takes.
   */
  String waitFor() default "";

  /** What a call does that has not got the lock in time. */
  Otherwise otherwise() default Otherwise.UNSPECIFIED;

  /** What happens to a call that is under way when its lease lapses or its node is gone. */
  OnLoss onLoss() default OnLoss.FINISH;
}
