package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method when this process begins to lead a role, and when it leads again after its lease
 * had lapsed. An object with such a method stands for the role.
 *
 * <pre>{@code
 * @OnLeader("reports") void lead() { ... }
 * @OnLeader("reports") void lead(FencingToken term) { ... }
 * }</pre>
 *
 * <p><b>Promised.</b> The methods of one object run one at a time, on the runtime's threads, and
 * {@code @OnLeader} and {@link OnFollower} take turns. After a lapse the token is the same one if
 * the term goes on.
 *
 * <p><b>Not promised.</b> That this process still leads while the method runs: work belongs into a
 * {@link LeaderOnly} method, or asks {@code Leadership.checkHeld}.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnLeader {

  /** The role, as in {@link LeaderOnly#value}. */
  String value();
}
