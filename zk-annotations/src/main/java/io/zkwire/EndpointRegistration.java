package io.zkwire;

import org.jspecify.annotations.Nullable;

/**
 * One endpoint that this process offers. Its node stands while the process is connected, or its
 * session lives; a new session makes it again, and a stranger who deletes it is not obeyed.
 * Thread-safe.
 *
 * <pre>{@code
 * try (EndpointRegistration mine = zk.registrations().register("prices", EndpointOffer.at(8080))) {
 *   mine.update(EndpointOffer.at(8080).withWeight(2));
 *   System.out.println(mine.id() + (mine.registered() ? " stands" : " does not stand yet"));
 * }
 * }</pre>
 */
public interface EndpointRegistration extends AutoCloseable {

  /** The domain. */
  String domain();

  /** The name of its node, a UUID: the same for all sessions. */
  String id();

  /**
   * What is offered now; null while its port is not known, it is not healthy, or it is withdrawn.
   */
  @Nullable Endpoint offered();

  /** Whether ZooKeeper has confirmed to the present session that the node stands. */
  boolean registered();

  /**
   * Offers something else. The node is changed in place, it never goes away for it. Waits until it
   * is changed, at most two seconds.
   *
   * @param offer what is offered from now on
   * @throws ZkWireException ZK-ENDPOINT-23 if host, port or weight is none, or if it belongs to an
   *     object, whose members say what is offered
   */
  void update(EndpointOffer offer);

  /**
   * Looks at once at the members of the object that say port and health, which are otherwise looked
   * at each second. Waits until the node is as they say, at most two seconds.
   */
  void refresh();

  /**
   * Takes the node away until {@link #restore}, and waits until ZooKeeper has confirmed it, at most
   * two seconds.
   */
  void withdraw();

  /** Ends {@link #withdraw}. */
  void restore();

  /** Withdraws for ever. Doing it twice does nothing. */
  @Override
  void close();
}
