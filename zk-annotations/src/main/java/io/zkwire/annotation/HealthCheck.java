package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks a method whether the object is healthy: it returns false or throws when it is not. Its class
 * carries {@link ClusterMember}, {@link ServiceEndpoint}, or both.
 *
 * <pre>{@code
 * @HealthCheck(timeout = "2s") boolean databaseAnswers() { ... }
 * @HealthCheck(resign = true) void diskIsWritable() throws IOException { ... }
 * }</pre>
 *
 * <p><b>Promised.</b> A check that returns false, throws, or does not answer in time makes the
 * member {@code UNHEALTHY}; it stays a member. It withdraws the endpoint until all checks of the
 * class pass again; an endpoint is not offered before each has passed once. One that does not
 * answer is interrupted once, and not asked again before it ends. It holds up no other callback.
 * Each is asked once, also for an object that is both, or a member of several groups.
 *
 * <p><b>Not promised.</b> That it never runs beside other methods of its object: a check that hangs
 * must not keep them from running.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface HealthCheck {

  /** How long it may take: 10 ms to one hour. */
  String timeout() default "5s";

  /** How often it is asked: 100 ms to one hour. */
  String every() default "10s";

  /** Whether this process leads nothing while the check fails. */
  boolean resign() default false;
}
