package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts into a field of type {@link io.zkwire.Commands} the handle by which commands are sent to the
 * members of a group.
 *
 * <pre>{@code
 * @CommandChannel("shops") private Commands shops;
 * }</pre>
 *
 * <p><b>Promised.</b> The field is set before {@code bind} returns, and never changes after that.
 *
 * <p><b>Not promised.</b> That somebody is there to receive.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface CommandChannel {

  /** The channel, which is a group of members, as in {@link OnCommand#channel}. */
  String value();
}
