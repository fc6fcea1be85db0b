package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method when a member joins a group.
 *
 * <pre>{@code
 * @OnMemberJoin("reporters") void joined(Member member) { ... }
 * }</pre>
 *
 * <p><b>Promised.</b> The methods of one object run one at a time, in the order of what happened,
 * on the runtime's threads. Those who are there when the object is bound are not told.
 *
 * <p><b>Not promised.</b> That the member is still there when the method runs.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnMemberJoin {

  /** The group, as in {@link ClusterMember#group}. */
  String value();
}
