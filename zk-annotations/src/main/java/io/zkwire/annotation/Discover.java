package io.zkwire.annotation;

import io.zkwire.EndpointStrategy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts into a field of type {@link io.zkwire.Endpoints} the endpoints of a domain, followed as they
 * come and go, and a choice among them.
 *
 * <pre>{@code
 * @Discover("app1") private Endpoints app1;
 * @Discover(value = "app1", balance = Balance.LEAST_RESPONSE_TIME, zone = "${zone}") private Endpoints near;
 * }</pre>
 *
 * <p><b>Promised.</b> The field is set, and filled if ZooKeeper answers, before {@code bind}
 * returns. While ZooKeeper is away the list stays as it was. Endpoints that register by zkwire, by
 * Curator's x-discovery or by Spring Cloud Zookeeper are found, and those of the static record. An
 * entry that cannot be read is left out and reported; no class that a node names is ever loaded.
 *
 * <p><b>Not promised.</b> That an endpoint that is listed answers: one that died stands in the list
 * until its session has ended. An endpoint at which calls fail is left out for a while.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Discover {

  /** The domain: {@code [A-Za-z0-9._-]{1,128}}; {@code ${name}} is replaced as in ZkConfig. */
  String value();

  /** How one is chosen. */
  Balance balance() default Balance.ROUND_ROBIN;

  /**
   * A strategy of the application's own, in place of {@link #balance}; a class with a constructor
   * without parameters. {@link EndpointStrategy} itself stands for none.
   */
  Class<? extends EndpointStrategy> strategy() default EndpointStrategy.class;

  /**
   * The zone whose endpoints come first: others are chosen only while it has none. Empty for no
   * preference.
   */
  String zone() default "";

  /** Only endpoints that have all of these tags. */
  String[] tags() default {};

  /**
   * How old the list may become while ZooKeeper is away, such as {@code 10m}; older, it is empty.
   * Empty for any age.
   */
  String maxAge() default "";

  /**
   * After how many failed calls in a row an endpoint is left out, 1 to 1,000; 0 for never. It comes
   * back after {@link #ejectFor}; then its next failure is enough.
   */
  int ejectAfter() default 5;

  /** For how long an endpoint is left out the first time; each further time is longer. */
  String ejectFor() default "10s";

  /** How many percent of the endpoints are never left out, 1 to 100. At least one never is. */
  int floor() default 50;
}
