package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts into a field of type {@link io.zkwire.Leadership} the handle of a role: whether this process
 * leads, its fencing token, who else stands. An object with such a field stands for the role from
 * the moment it is bound until its binding is closed.
 *
 * <pre>{@code
 * @Leader("reports") private Leadership leadership;
 * }</pre>
 *
 * <p><b>Promised.</b> The field is set before {@code bind} returns, and never changes after that.
 *
 * <p><b>Not promised.</b> That this process leads when {@code bind} returns.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Leader {

  /** The role, as in {@link LeaderOnly#value}. */
  String value();
}
