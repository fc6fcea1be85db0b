package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts into a field of type {@link io.zkwire.WorkQueue} the handle of a queue.
 *
 * <pre>{@code
 * @Queue("mail") private WorkQueue<Mail> mails;
 * }</pre>
 *
 * <p><b>Promised.</b> The field is set before {@code bind} returns, and never changes after that.
 *
 * <p><b>Not promised.</b> That there are consumers. The limits are those of {@code WorkQueue}.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Queue {

  /**
   * The name: one segment {@code [A-Za-z0-9._-]{1,128}}; {@code ${name}} is replaced when the
   * object is bound.
   */
  String value();

  /** How many items may stand before putting is refused, 1 to 10,000. */
  int limit() default 10_000;
}
