package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method when a member tells another health, status or description.
 *
 * <pre>{@code
 * @OnMemberChange("reporters") void changed(Member before, Member now) { ... }
 * @OnMemberChange(value = "reporters", state = true) void told(Member now) { ... }
 * }</pre>
 *
 * <p><b>Promised.</b> As {@link OnMemberJoin}.
 *
 * <p><b>Not promised.</b> Each change: two in quick succession may be told as one.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnMemberChange {

  /** The group, as in {@link ClusterMember#group}. */
  String value();

  /** Whether another state is told too. */
  boolean state() default false;
}
