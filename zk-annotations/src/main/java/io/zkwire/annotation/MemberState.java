package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tells the value of a field, or what a method without parameters returns, as part of a member's
 * state.
 *
 * <pre>{@code
 * @MemberState("queued") private volatile int queued;
 * @MemberState("phase") Phase phase() { ... }
 * }</pre>
 *
 * <p><b>Promised.</b> It is read as often as {@link ClusterMember#every} says, on the runtime's
 * threads, and written only when something has changed. Texts, numbers, booleans, enums, lists and
 * maps of these are told as they are, anything else by its {@code toString}. A method that throws
 * tells nothing and is reported; one that has not returned after 5 s keeps nobody from joining, and
 * its state is told when it has.
 *
 * <p><b>Not promised.</b> That others see each value: they see the last one.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface MemberState {

  /** Its name; empty: that of the field or method. */
  String value() default "";
}
