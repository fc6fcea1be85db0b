package io.zkwire.runtime.spi;

import io.zkwire.EndpointFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class whose objects are endpoints of a domain. Texts are as they were written, placeholders
 * included. Immutable; methods return changed copies.
 *
 * @param <B> the class
 * @param domain the domain
 * @param host the address that others shall call; empty for the rule
 * @param port the port, where no member gives it
 * @param portOf the member that gives it, or null
 * @param healthOf the member that says whether it may be called, or null
 * @param weight its share of the calls
 * @param zone where it stands
 * @param tags what it says of itself
 * @param metadata what else it says of itself, {@code name=value}
 * @param format how its node is written
 */
public record ServiceEndpointSpec<B>(
    String domain,
    String host,
    String port,
    ConfigTarget.@Nullable Get<B, Integer> portOf,
    ConfigTarget.@Nullable Get<B, Boolean> healthOf,
    int weight,
    String zone,
    List<String> tags,
    List<String> metadata,
    EndpointFormat format)
    implements Spec<B> {

  @Override
  public String member() {
    return "@ServiceEndpoint";
  }

  /**
   * The spec of a class.
   *
   * @param domain the domain
   * @param port the port as it was written
   * @param <B> the class
   * @return the spec, all else as by default
   */
  public static <B> ServiceEndpointSpec<B> of(String domain, String port) {
    return new ServiceEndpointSpec<>(
        domain, "", port, null, null, 1, "", List.of(), List.of(), EndpointFormat.PLAIN);
  }

  /** The same at another host. */
  public ServiceEndpointSpec<B> host(String other) {
    return new ServiceEndpointSpec<>(
        domain, other, port, portOf, healthOf, weight, zone, tags, metadata, format);
  }

  /** The same with a port that a member gives. */
  public ServiceEndpointSpec<B> port(ConfigTarget.Get<B, Integer> get) {
    return new ServiceEndpointSpec<>(
        domain, host, port, get, healthOf, weight, zone, tags, metadata, format);
  }

  /** The same, healthy as a member says. */
  public ServiceEndpointSpec<B> healthy(ConfigTarget.Get<B, Boolean> get) {
    return new ServiceEndpointSpec<>(
        domain, host, port, portOf, get, weight, zone, tags, metadata, format);
  }

  /** The same with another weight. */
  public ServiceEndpointSpec<B> weight(int other) {
    return new ServiceEndpointSpec<>(
        domain, host, port, portOf, healthOf, other, zone, tags, metadata, format);
  }

  /** The same in another zone. */
  public ServiceEndpointSpec<B> zone(String other) {
    return new ServiceEndpointSpec<>(
        domain, host, port, portOf, healthOf, weight, other, tags, metadata, format);
  }

  /** The same with tags. */
  public ServiceEndpointSpec<B> tags(String... other) {
    return new ServiceEndpointSpec<>(
        domain, host, port, portOf, healthOf, weight, zone, List.of(other), metadata, format);
  }

  /** The same with metadata. */
  public ServiceEndpointSpec<B> metadata(String... other) {
    return new ServiceEndpointSpec<>(
        domain, host, port, portOf, healthOf, weight, zone, tags, List.of(other), format);
  }

  /** The same, its node written in another way. */
  public ServiceEndpointSpec<B> format(EndpointFormat other) {
    return new ServiceEndpointSpec<>(
        domain, host, port, portOf, healthOf, weight, zone, tags, metadata, other);
  }
}
