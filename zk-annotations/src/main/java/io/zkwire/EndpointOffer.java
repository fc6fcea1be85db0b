package io.zkwire;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a process offers in a domain. Immutable; methods return changed copies.
 *
 * <pre>{@code
 * zk.registrations().register("app1", EndpointOffer.at(8080).withWeight(2));
 * }</pre>
 *
 * @param host the address that others shall call; null for the rule of {@code @ServiceEndpoint}
 * @param port the port, 1 to 65,535; 0 while it is not known: nothing is registered then
 * @param weight its share of the calls, 0 to 10,000
 * @param zone where it stands; empty for unknown
 * @param tags what it says of itself
 * @param metadata what else it says of itself
 * @param format how its node is written
 * @param onlyHealthy whether it is withdrawn while a {@code @HealthCheck} of any object that is
 *     bound to the same {@code ZkWire} fails
 */
public record EndpointOffer(
    @Nullable String host,
    int port,
    int weight,
    String zone,
    Set<String> tags,
    Map<String, String> metadata,
    EndpointFormat format,
    boolean onlyHealthy) {

  /** Copies the collections. */
  public EndpointOffer {
    tags = Set.copyOf(tags);
    metadata = Map.copyOf(metadata);
  }

  /** An offer at a port of this machine. */
  public static EndpointOffer at(int port) {
    return new EndpointOffer(null, port, 1, "", Set.of(), Map.of(), EndpointFormat.PLAIN, false);
  }

  /** An offer at an address. */
  public static EndpointOffer at(String host, int port) {
    return at(port).withHost(host);
  }

  /** The same at another host. */
  public EndpointOffer withHost(@Nullable String other) {
    return new EndpointOffer(other, port, weight, zone, tags, metadata, format, onlyHealthy);
  }

  /** The same at another port. */
  public EndpointOffer withPort(int other) {
    return new EndpointOffer(host, other, weight, zone, tags, metadata, format, onlyHealthy);
  }

  /** The same with another weight. */
  public EndpointOffer withWeight(int other) {
    return new EndpointOffer(host, port, other, zone, tags, metadata, format, onlyHealthy);
  }

  /** The same in another zone. */
  public EndpointOffer withZone(String other) {
    return new EndpointOffer(host, port, weight, other, tags, metadata, format, onlyHealthy);
  }

  /** The same with other tags. */
  public EndpointOffer withTags(Set<String> other) {
    return new EndpointOffer(host, port, weight, zone, other, metadata, format, onlyHealthy);
  }

  /** The same with other metadata. */
  public EndpointOffer withMetadata(Map<String, String> other) {
    return new EndpointOffer(host, port, weight, zone, tags, other, format, onlyHealthy);
  }

  /** The same, its node written in another way. */
  public EndpointOffer withFormat(EndpointFormat other) {
    return new EndpointOffer(host, port, weight, zone, tags, metadata, other, onlyHealthy);
  }

  /**
   * The same, withdrawn while a {@code @HealthCheck} of any object that is bound to the same {@code
   * ZkWire} fails or has not answered yet.
   */
  public EndpointOffer whileHealthy() {
    return new EndpointOffer(host, port, weight, zone, tags, metadata, format, true);
  }
}
