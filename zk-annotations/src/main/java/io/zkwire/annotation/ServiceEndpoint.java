package io.zkwire.annotation;

import io.zkwire.EndpointFormat;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Registers each bound object of a class as an endpoint of a domain, so that others find it.
 *
 * <pre>{@code
 * @ServiceEndpoint(domain = "app1", port = "8080")
 * class Fixed { ... }
 *
 * @ServiceEndpoint(domain = "app1", port = "{port}", healthy = "{ready}", zone = "${zone}")
 * class KnownLater {
 *   private volatile boolean ready;
 *   int port() { return server.port(); }      // 0 until the server listens
 * }
 * }</pre>
 *
 * <p><b>Promised.</b> The node stands while the port is known, the object is healthy, each {@link
 * HealthCheck} of its class passes, and nothing has withdrawn it. It is kept over lost connections,
 * made again by a new session, and changed in place when the address changes: while the session
 * lives it is never deleted and made again for that. When the binding or the {@code ZkWire} is
 * closed it goes first, before anything else ends.
 *
 * <p><b>Host.</b> {@link #host} if it is given; else the property {@code zkwire.host} of the {@code
 * ZkWire}, the system or the environment; else the address of the interface by which this machine
 * reaches ZooKeeper.
 *
 * <p><b>Not promised.</b> That others have seen it when {@code bind} returns.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ServiceEndpoint {

  /** The domain, as in {@link Discover#value}. */
  String domain();

  /** The address that others shall call; see above. {@code ${name}} is replaced. */
  String host() default "";

  /**
   * The port: a number; <code>${name}</code>, which is replaced when the object is bound; or <code>
   * {member}</code>, a field or a method without parameters that gives an {@code int} or an {@code
   * Integer}. A member is looked at when the object is bound, then each second, and at once by
   * {@code zk.registrations().refresh()}; 0 or null says that it is not known yet.
   */
  String port();

  /**
   * Whether it may be called: <code>{member}</code>, a field or a method without parameters that
   * gives a {@code boolean}, looked at as that of {@link #port} is. A method that throws says no.
   * Empty for always.
   */
  String healthy() default "";

  /** Its share of the calls beside others, 0 to 10,000. */
  int weight() default 1;

  /** Where it stands. {@code ${name}} is replaced. */
  String zone() default "";

  /** What it says of itself. */
  String[] tags() default {};

  /** What else it says of itself: {@code name=value}. {@code ${name}} is replaced in values. */
  String[] metadata() default {};

  /** How its node is written. */
  EndpointFormat format() default EndpointFormat.PLAIN;
}
