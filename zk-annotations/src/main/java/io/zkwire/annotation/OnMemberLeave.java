package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method when a member has left a group or died.
 *
 * <pre>{@code
 * @OnMemberLeave("reporters") void gone(Member member, Reason reason) { ... }
 * }</pre>
 *
 * <p><b>Promised.</b> As {@link OnMemberJoin}. A member that comes back within {@link
 * Members#grace} is not told as gone.
 *
 * <p><b>Not promised.</b> That a process that is told {@code DIED} does nothing any more: it may be
 * cut off and not know it. Let what must not be done twice be guarded.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnMemberLeave {

  /** The group, as in {@link ClusterMember#group}. */
  String value();
}
