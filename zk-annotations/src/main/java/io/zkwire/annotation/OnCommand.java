package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method when somebody sends a command by {@link io.zkwire.Commands} to the member that the
 * object belongs to.
 *
 * <pre>{@code
 * @ClusterMember(group = "shops", id = "${host}")
 * class Shop {
 *   @OnCommand("flush-cache")
 *   int flush(String cache, Duration olderThan) { ... }      // the result travels back
 * }
 *
 * zk.commands("shops").toAll().send("flush-cache", "prices", Duration.ofMinutes(5)).await();
 * }</pre>
 *
 * <p>A channel is a group of members, and who receives is a member: that of the class, as its
 * {@code @ClusterMember} says; or {@link #member}; or, for a {@link #channel} alone, the one member
 * that its {@code ZkWire} has in that group when the object is bound.
 *
 * <p><b>Parameters and result</b> are what {@link ZkConfig} can hold: scalars, records, lists, sets
 * and maps of them. They travel as JSON; what does not fit is refused before the method runs. No
 * argument is null. A command that nobody has annotated does nothing.
 *
 * <p><b>Promised.</b> Each command runs at most once for a member, also across its restarts: that
 * it was received is written before the method runs. Commands of one sender to the methods of one
 * object run in the order in which they were sent, one at a time, on the runtime's threads; those
 * to a leader among themselves. A member that was cut off gets what was sent meanwhile, as long as
 * the deadline has not passed. Commands come once the object is bound, all its fields are set, and
 * the member stands: a process that is refused its id carries out none.
 *
 * <p><b>Not promised.</b> That it runs: a process that dies between the receipt and the end has
 * perhaps done a part; the sender sees that it died.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnCommand {

  /** The command: {@code [A-Za-z0-9._-]{1,128}}. */
  String value();

  /**
   * The channel, which is a group of members; {@code ${name}} is replaced as in {@link
   * ZkConfig#value}. By default the group of the class's {@code @ClusterMember}.
   */
  String channel() default "";

  /**
   * The id of the member in the channel, for a class without {@code @ClusterMember}: the {@code
   * ZkWire} joins the group by that id, as {@code ZkWire.join} does, while the object is bound.
   */
  String member() default "";
}
