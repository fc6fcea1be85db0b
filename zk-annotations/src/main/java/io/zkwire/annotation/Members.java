package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts into a field of type {@link io.zkwire.ClusterView} who is in a group.
 *
 * <pre>{@code
 * @Members("reporters") private ClusterView peers;
 * }</pre>
 *
 * <p><b>Promised.</b> The field is set, and the view filled, before {@code bind} returns. No event
 * tells of those who are there then, nor of a reconnect after which all is as before. One change of
 * the group costs one read at most, however many members it has.
 *
 * <p><b>Not promised.</b> That two processes see the same at one moment.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Members {

  /** The group, as in {@link ClusterMember#group}. */
  String value();

  /**
   * For how long a member that went is still shown: who comes back in this time has never been
   * away. {@code 0s} to one hour. It holds for the listeners of the same object and group too.
   */
  String grace() default "0s";
}
