package io.zkwire.runtime.endpoint.dns;

import io.zkwire.Endpoint;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** What one list of endpoints is in DNS. Immutable. */
final class Targets {

  /**
   * One endpoint of a service.
   *
   * @param endpoint the endpoint
   * @param name where it is
   * @param address its address; null for a host name, which others look up
   */
  record Target(Endpoint endpoint, Name name, @Nullable InetAddress address) {}

  private final List<Endpoint> of;
  private final List<InetAddress> four;
  private final List<InetAddress> six;
  private final List<Name> hosts;
  private final List<Target> all;

  private Targets(
      List<Endpoint> of,
      Set<InetAddress> four,
      Set<InetAddress> six,
      Set<Name> hosts,
      List<Target> all) {
    this.of = of;
    this.four = List.copyOf(four);
    this.six = List.copyOf(six);
    this.hosts = List.copyOf(hosts);
    this.all = List.copyOf(all);
  }

  /**
   * Reads a list. What no name or address of DNS can be is left out; those that shall have no calls
   * are left out of addresses while there are others.
   *
   * @param endpoints the list
   * @param domain the name of the domain
   */
  static Targets of(List<Endpoint> endpoints, Name domain) {
    Set<InetAddress> four = new LinkedHashSet<>();
    Set<InetAddress> six = new LinkedHashSet<>();
    Set<Name> hosts = new LinkedHashSet<>();
    List<Target> all = new ArrayList<>();
    boolean weighed = endpoints.stream().anyMatch(e -> e.weight() > 0);
    for (Endpoint endpoint : endpoints) {
      Target target = target(endpoint, domain);
      if (target == null) {
        continue;
      }
      all.add(target);
      boolean called = !weighed || endpoint.weight() > 0;
      if (called && target.address() == null) {
        hosts.add(target.name());
      } else if (called) {
        (target.address() instanceof Inet4Address ? four : six).add(target.address());
      }
    }
    return new Targets(endpoints, four, six, hosts, all);
  }

  private static @Nullable Target target(Endpoint endpoint, Name domain) {
    InetAddress address = endpoint.socketAddress().getAddress();
    try {
      if (address == null) {
        String host = endpoint.host();
        return host.indexOf('%') >= 0 || host.indexOf(':') >= 0
            ? null
            : new Target(endpoint, Name.fromString(host, Name.root), null);
      }
      if (address instanceof Inet6Address six && six.getScopeId() != 0) {
        return null; // it means something on this machine only
      }
      return new Target(endpoint, Name.fromString(label(address), domain), address);
    } catch (TextParseException e) {
      return null; // no name that DNS knows
    }
  }

  /** How an address is called below its domain. */
  static String label(InetAddress address) {
    byte[] bytes = address.getAddress();
    StringBuilder label = new StringBuilder(bytes.length == 4 ? "ip4" : "ip6");
    if (bytes.length == 4) {
      for (byte each : bytes) {
        label.append('-').append(each & 0xff);
      }
    } else {
      for (int i = 0; i < bytes.length; i += 2) {
        int group = ((bytes[i] & 0xff) << 8) | (bytes[i + 1] & 0xff);
        label.append('-').append(Integer.toHexString(group).toLowerCase(Locale.ROOT));
      }
    }
    return label.toString();
  }

  boolean areOf(List<Endpoint> endpoints) {
    return of == endpoints;
  }

  /** The IPv4 addresses, or those of IPv6. */
  List<InetAddress> addresses(boolean version4) {
    return version4 ? four : six;
  }

  /** The host names where there is no address; any one of them will do. */
  @Nullable Name host() {
    return four.isEmpty() && six.isEmpty() && !hosts.isEmpty()
        ? hosts.get(ThreadLocalRandom.current().nextInt(hosts.size()))
        : null;
  }

  List<Target> all() {
    return all;
  }

  /** The address of such a label; null if no endpoint has it. */
  @Nullable InetAddress address(String label) {
    for (List<InetAddress> some : List.of(four, six)) {
      for (InetAddress each : some) {
        if (label(each).equals(label)) {
          return each;
        }
      }
    }
    for (Target target : all) { // one without calls
      if (target.address() != null && label(target.address()).equals(label)) {
        return target.address();
      }
    }
    return null;
  }

  /** So many of a list, in an order of chance. */
  static <T> List<T> some(List<T> list, int most) {
    List<T> some = new ArrayList<>(Math.min(most, list.size()));
    int first = list.isEmpty() ? 0 : ThreadLocalRandom.current().nextInt(list.size());
    for (int i = 0; i < list.size() && i < most; i++) {
      some.add(list.get((first + i) % list.size()));
    }
    Collections.shuffle(some, ThreadLocalRandom.current());
    return some;
  }
}
