package io.zkwire.runtime;

import io.zkwire.ErrorCode;
import io.zkwire.OptionException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a DNS responder answers. Immutable; the methods return changed copies.
 *
 * <pre>{@code
 * DnsServer dns = zk.dns(DnsOptions.defaults().withPort(8053).withTtl(Duration.ofSeconds(2)));
 * }</pre>
 *
 * @param zone the zone: {@code app1} is {@code app1.<zone>}
 * @param address the address of this machine to listen at
 * @param port the port, for UDP and TCP; 0 for one that is free
 * @param ttl for how long an answer may be kept, also that there is none; whole seconds, 0 to 1 day
 * @param domains only these domains; empty for all
 * @param near the zone of endpoints that come first in {@code SRV}; empty for none
 * @param maxAge how old a list may become while ZooKeeper is away; null for any age
 * @param udpSize how large an answer by UDP may be, 512 to 4096 bytes; larger ones go by TCP
 * @param connections how many connections there may be at a time, 1 to 1000
 * @param idle how long a connection may take for a query, or to take an answer; 100 ms to 5 min
 */
public record DnsOptions(
    String zone,
    InetAddress address,
    int port,
    Duration ttl,
    Set<String> domains,
    String near,
    @Nullable Duration maxAge,
    int udpSize,
    int connections,
    Duration idle) {

  private static final Pattern ZONE =
      Pattern.compile("([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+");
  private static final int LONGEST_ZONE = 100;

  private static final DnsOptions DEFAULTS =
      new DnsOptions(
          "zkwire.",
          InetAddress.getLoopbackAddress(),
          8053,
          Duration.ofSeconds(5),
          Set.of(),
          "",
          null,
          1232,
          32,
          Duration.ofSeconds(10));

  /** Checks and copies. */
  public DnsOptions {
    zone = zone.endsWith(".") ? zone : zone + ".";
    if (!ZONE.matcher(zone).matches() || zone.length() > LONGEST_ZONE) {
      throw refused("zone", "names of letters, digits and '-', 100 characters at most", zone);
    }
    within("port", port, 0, 65_535);
    within("ttl", ttl, Duration.ZERO, Duration.ofDays(1));
    if (ttl.toNanosPart() != 0) {
      throw refused("ttl", "whole seconds", ttl);
    }
    domains = Set.copyOf(domains);
    if (maxAge != null && (maxAge.isZero() || maxAge.isNegative())) {
      throw refused("maxAge", "above zero", maxAge);
    }
    within("udpSize", udpSize, 512, 4_096);
    within("connections", connections, 1, 1_000);
    within("idle", idle, Duration.ofMillis(100), Duration.ofMinutes(5));
  }

  private static <T extends Comparable<T>> void within(String option, T found, T least, T most) {
    if (found.compareTo(least) < 0 || found.compareTo(most) > 0) {
      throw refused(option, "within " + least + " to " + most, found);
    }
  }

  private static OptionException refused(String option, String rule, Object found) {
    return new OptionException(
        ErrorCode.OPTION_RANGE,
        option,
        option + " is out of range: it is " + rule + ", found " + found,
        "Give a value in that range",
        null);
  }

  /** {@code zkwire.} at port 8053 of loopback, for 5 s, all domains at any age. */
  public static DnsOptions defaults() {
    return DEFAULTS;
  }

  /** The same for another zone; the last dot may be left out. */
  public DnsOptions withZone(String other) {
    return with(draft -> draft.zone = other);
  }

  /** The same at another address of this machine: beyond loopback, everybody can ask. */
  public DnsOptions withAddress(InetAddress other) {
    return with(draft -> draft.address = other);
  }

  /** The same at another port. */
  public DnsOptions withPort(int other) {
    return with(draft -> draft.port = other);
  }

  /** The same, kept for longer or shorter. */
  public DnsOptions withTtl(Duration other) {
    return with(draft -> draft.ttl = other);
  }

  /** The same for these domains only. */
  public DnsOptions withDomains(String... only) {
    return with(draft -> draft.domains = Set.of(only));
  }

  /** The same, with the endpoints of a zone first. */
  public DnsOptions withNear(String other) {
    return with(draft -> draft.near = other);
  }

  /** The same with a maximum age of lists: an older one is a failure of the server. */
  public DnsOptions withMaxAge(Duration other) {
    return with(draft -> draft.maxAge = other);
  }

  /** The same with another limit of answers by UDP. */
  public DnsOptions withUdpSize(int other) {
    return with(draft -> draft.udpSize = other);
  }

  /**
   * The same with other limits of connections.
   *
   * @param most how many there may be at a time
   * @param longest how long one may take for a query, or to take an answer
   */
  public DnsOptions withConnections(int most, Duration longest) {
    return with(
        draft -> {
          draft.connections = most;
          draft.idle = longest;
        });
  }

  private DnsOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /** What becomes other options. */
  private static final class Draft {
    private String zone;
    private InetAddress address;
    private int port;
    private Duration ttl;
    private Set<String> domains;
    private String near;
    private @Nullable Duration maxAge;
    private int udpSize;
    private int connections;
    private Duration idle;

    Draft(DnsOptions of) {
      zone = of.zone;
      address = of.address;
      port = of.port;
      ttl = of.ttl;
      domains = of.domains;
      near = of.near;
      maxAge = of.maxAge;
      udpSize = of.udpSize;
      connections = of.connections;
      idle = of.idle;
    }

    DnsOptions options() {
      return new DnsOptions(
          zone, address, port, ttl, domains, near, maxAge, udpSize, connections, idle);
    }
  }
}
