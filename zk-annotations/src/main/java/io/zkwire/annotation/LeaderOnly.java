package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a method run only in the process that leads a role. On a class: each method that the class
 * itself declares. Left out are private and static methods, those that override a method of {@link
 * Object} ({@code toString}), the accessors of a record, those that zkwire itself calls ({@link
 * ZkConfig}, {@link OnConfigChange}, {@link OnLeader}, {@link OnFollower}, {@link OnProgress},
 * {@link OnCommand}), and inherited ones. One that has a {@code @LeaderOnly} of its own follows
 * that one.
 *
 * <pre>{@code
 * @Leader("reports") private Leadership leadership;
 *
 * @LeaderOnly("reports")
 * public void runOnce() {
 *   store.write(report, leadership.token());            // the store refuses an older token
 * }
 *
 * @LeaderOnly(value = "reports", otherwise = Otherwise.THROW)
 * public int pending() { ... }
 * }</pre>
 *
 * <p><b>Promised.</b> At the moment of the call it is shown, by a lease that this process has
 * renewed through ZooKeeper, that no other process may pass the same guard. A process that was
 * frozen, cut off, or whose server was cut off, does not pass. If nothing can be shown the method
 * does not run. Terms are numbered by a rising {@link io.zkwire.FencingToken}.
 *
 * <p><b>Not promised.</b> A call that has passed is not stopped when the lease ends while it runs
 * (see {@link #onLoss}), and a process can be frozen between the check and what the method then
 * does: let the stores that it writes to compare the token, or write to ZooKeeper by {@code
 * Leadership.fenced}. After a leader that did not resign the next one waits for the lock-delay.
 *
 * <p><b>Generated.</b> An override in {@code <Class>_ZkGuarded}, which {@code ZkWire.create} makes,
 * and one entry in {@code <Class>_ZkBinding}. A method that cannot be overridden (private, final,
 * static) is refused unless the module is woven.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface LeaderOnly {

  /**
   * The role: {@code [A-Za-z0-9._-]{1,128}}. {@code ${name}} is replaced when the object is bound,
   * as in {@link ZkConfig#value}.
   */
  String value();

  /** What a call does in a process that does not lead. */
  Otherwise otherwise() default Otherwise.UNSPECIFIED;

  /** What happens to a call that is under way when the leadership lapses or ends. */
  OnLoss onLoss() default OnLoss.FINISH;
}
