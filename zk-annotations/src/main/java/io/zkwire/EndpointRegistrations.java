package io.zkwire;

import java.util.List;

/**
 * What this process offers to others. Had from {@code zk.registrations()}. Thread-safe.
 *
 * <pre>{@code
 * zk.registrations().register("prices", EndpointOffer.at(8080));
 * zk.registrations().withdraw();  // nobody calls from now on
 * zk.registrations().restore();
 * }</pre>
 */
public interface EndpointRegistrations {

  /**
   * Offers an endpoint until the registration or the {@code ZkWire} is closed. Waits, while
   * ZooKeeper is there, until the node stands.
   *
   * @param domain the domain; {@code ${name}} is replaced as in annotations
   * @param offer what is offered
   * @return the registration
   * @throws ZkWireException ZK-NAME-01 if the domain is not allowed, ZK-ENDPOINT-23 if host, port
   *     or weight is none
   * @throws ZkAccessDeniedException if an ACL refuses it
   */
  EndpointRegistration register(String domain, EndpointOffer offer);

  /** All registrations, those of annotated objects too. */
  List<EndpointRegistration> list();

  /** {@link EndpointRegistration#refresh} for all. */
  void refresh();

  /**
   * Takes all nodes away, as is done first when a process drains; those that come later do not
   * appear either, until {@link #restore}. Waits at most two seconds.
   */
  void withdraw();

  /** Ends {@link #withdraw}. */
  void restore();
}
