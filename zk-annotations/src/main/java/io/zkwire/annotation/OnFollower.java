package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method, without parameters, when this process no longer leads a role: it resigned, its
 * node is gone, or its lease has lapsed and guards refuse. Not called before it has led. An object
 * with such a method stands for the role.
 *
 * <pre>{@code
 * @OnFollower("reports") void follow() { ... }
 * }</pre>
 *
 * <p><b>Promised.</b> As {@link OnLeader}. Guards refuse before the method runs.
 *
 * <p><b>Not promised.</b> That the method runs before another process leads: a process that is
 * frozen or cut off learns late. Guards do not depend on it. It is not called when the binding of
 * its object, or the {@code ZkWire}, is closed.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnFollower {

  /** The role, as in {@link LeaderOnly#value}. */
  String value();
}
