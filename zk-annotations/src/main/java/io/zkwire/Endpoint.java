package io.zkwire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One address at which a service can be called. Immutable.
 *
 * <pre>{@code
 * Endpoint endpoint = Endpoint.of("192.168.0.1", 8080).withWeight(2).withZone("eu-1");
 * }</pre>
 *
 * @param id its name within the domain: that of its node, or {@code host:port} for one of the
 *     static record
 * @param host an IP address or a host name, which is not looked up here
 * @param port the port, 1 to 65,535
 * @param weight its share of the calls beside others, 0 to 10,000; 1 unless it says otherwise
 * @param zone where it stands; empty for unknown
 * @param tags what it says of itself
 * @param metadata what else it says of itself
 */
public record Endpoint(
    String id,
    String host,
    int port,
    int weight,
    String zone,
    Set<String> tags,
    Map<String, String> metadata) {

  /** The largest weight. */
  public static final int MAX_WEIGHT = 10_000;

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]{1,253}");

  /** What is looked up nowhere: IPv4 in full and in range, and what can only be IPv6. */
  private static final Pattern LITERAL =
      Pattern.compile(
          "(OCTET\\.){3}OCTET|[0-9A-Fa-f:][0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9._-]+)?"
              .replace("OCTET", "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"));

  /** Checks and copies. */
  public Endpoint {
    Objects.requireNonNull(id, "id");
    if (!HOST.matcher(host).matches()) {
      throw new IllegalArgumentException("no host: it has a character that no host has");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("no port: " + port + " is not within 1 to 65535");
    }
    if (weight < 0 || weight > MAX_WEIGHT) {
      throw new IllegalArgumentException("no weight: " + weight + " is not within 0 to 10000");
    }
    Objects.requireNonNull(zone, "zone");
    tags = Set.copyOf(tags);
    metadata = Map.copyOf(metadata);
  }

  /**
   * An endpoint of which nothing but its address is known.
   *
   * @param host an IP address or a host name
   * @param port the port
   * @return the endpoint; its id is {@code host:port}
   * @throws IllegalArgumentException if it is no host or no port
   */
  public static Endpoint of(String host, int port) {
    return new Endpoint(show(host, port), host, port, 1, "", Set.of(), Map.of());
  }

  /**
   * Reads {@code host:port}; an IPv6 address stands in brackets.
   *
   * @param address the text
   * @return the endpoint
   * @throws IllegalArgumentException if it is no such text
   */
  public static Endpoint parse(String address) {
    int colon = address.lastIndexOf(':');
    String host = colon < 0 ? address : address.substring(0, colon);
    boolean brackets = host.startsWith("[") && host.endsWith("]");
    if (brackets) {
      host = host.substring(1, host.length() - 1);
    }
    String port = address.substring(colon + 1);
    if (colon < 1 || !port.matches("[0-9]{1,5}") || brackets != host.contains(":")) {
      throw new IllegalArgumentException("not of the form host:port");
    }
    return of(host, Integer.parseInt(port));
  }

  /** The same with another weight. */
  public Endpoint withWeight(int other) {
    return new Endpoint(id, host, port, other, zone, tags, metadata);
  }

  /** The same in another zone. */
  public Endpoint withZone(String other) {
    return new Endpoint(id, host, port, weight, other, tags, metadata);
  }

  /** The same with other tags. */
  public Endpoint withTags(Set<String> other) {
    return new Endpoint(id, host, port, weight, zone, other, metadata);
  }

  /** The same with other metadata. */
  public Endpoint withMetadata(Map<String, String> other) {
    return new Endpoint(id, host, port, weight, zone, tags, other);
  }

  /** {@code host:port}, an IPv6 address in brackets. */
  public String address() {
    return show(host, port);
  }

  /**
   * The address for a socket. That of an IP address is complete; one of a host name is unresolved,
   * since looking it up may take long.
   */
  public InetSocketAddress socketAddress() {
    if (LITERAL.matcher(host).matches()) {
      try {
        return new InetSocketAddress(InetAddress.getByName(host), port); // looks nothing up
      } catch (UnknownHostException e) {
        return InetSocketAddress.createUnresolved(host, port); // digits, but no address
      }
    }
    return InetSocketAddress.createUnresolved(host, port);
  }

  private static String show(String host, int port) {
    return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
  }
}
