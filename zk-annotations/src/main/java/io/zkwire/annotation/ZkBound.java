package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Objects of the class bind themselves: {@code new} is enough. For woven modules.
 *
 * <pre>{@code
 * @ZkBound(auto = true)
 * public final class ReportScheduler {
 *   @ZkConfig("report/interval") private volatile Duration interval = Duration.ofMinutes(5);
 * }
 *
 * try (ZkWire zk = ZkWire.builder().connect("localhost:2181/acme").asDefault().start()) {
 *   ReportScheduler scheduler = new ReportScheduler();  // bound when the constructor has ended
 * }
 * }</pre>
 *
 * <p><b>Promised.</b> An object is bound to the one {@code ZkWire} that was started with {@code
 * asDefault()}, once the constructor of its own class has ended, and never before: nobody sees an
 * object that is half made. Where the binding fails, {@code new} throws what {@code ZkWire.bind}
 * throws. Subclasses inherit it; their objects are bound when the constructor of the subclass has
 * ended, which must be woven too.
 *
 * <p><b>Not promised.</b> A bound object is held until its binding or the {@code ZkWire} is closed,
 * as with {@code ZkWire.bind}: it is meant for objects that live long. Objects that are made
 * without a constructor, by deserialisation or by {@code clone}, do not bind themselves. Where the
 * build left the weaving out, {@code new} binds nothing, and guards do not ask: {@code ZkWire.bind}
 * of an object, or of the class, when the application starts refuses a class that is not woven.
 *
 * <p><b>Generated.</b> A call at the end of each constructor, by the weaving plugin.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ZkBound {

  /** Whether objects bind themselves. On a subclass it overrides what the superclass says. */
  boolean auto() default true;
}
