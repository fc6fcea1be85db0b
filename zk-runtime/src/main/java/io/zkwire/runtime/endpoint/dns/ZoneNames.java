package io.zkwire.runtime.endpoint.dns;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which names a zone has, by the domains that there are. Names are relative to the zone, in lower
 * case, their labels joined by dots. Immutable.
 *
 * <p>A domain {@code app1} is {@code app1}, and its service {@code _app1._tcp}; one with dots, such
 * as {@code app1.prod}, is {@code app1.prod} and {@code _app1._tcp.prod}, as RFC 2782 puts a
 * service before the name that offers it. Names above another one exist too, without records (RFC
 * 8020).
 */
final class ZoneNames {

  static final String SERVER = "ns";

  private static final String TCP = "_tcp";
  private static final int LONGEST_LABEL = 62; // one less, for the underscore of the service
  private static final int LONGEST = 140;

  /** What a name is. */
  enum Kind {
    APEX,
    DOMAIN,
    SERVICE,
    ADDRESS,
    SERVER,
    ABOVE,
    NONE
  }

  /**
   * A name that was looked up.
   *
   * @param kind what it is
   * @param domain the domain, as it is called in ZooKeeper; empty where it is none's
   * @param label the first label
   */
  record Found(Kind kind, String domain, String label) {}

  private final Set<String> names;
  private final Map<String, String> domains = new HashMap<>();
  private final Map<String, String> services = new HashMap<>();
  private final Set<String> above = new HashSet<>();

  private ZoneNames(Set<String> names) {
    this.names = names;
  }

  /** The names of a zone; domains that no name can have are left out. */
  static ZoneNames of(Set<String> names) {
    ZoneNames zone = new ZoneNames(names);
    new TreeSet<>(names).descendingSet().forEach(zone::add); // of App1 and app1 the latter counts
    return zone;
  }

  /** Whether these are the names of those domains. */
  boolean areOf(Set<String> others) {
    return names == others;
  }

  private void add(String domain) {
    String name = domain.toLowerCase(Locale.ROOT);
    if (name.length() > LONGEST) {
      return;
    }
    for (String label : name.split("\\.", -1)) {
      if (label.isEmpty() || label.length() > LONGEST_LABEL) {
        return;
      }
    }
    if (domains.containsKey(name) && !name.equals(domain)) {
      return;
    }
    domains.put(name, domain);
    int dot = name.indexOf('.');
    String rest = dot < 0 ? "" : name.substring(dot);
    services.put("_" + (dot < 0 ? name : name.substring(0, dot)) + "." + TCP + rest, domain);
    addAbove(name);
    addAbove("x." + TCP + rest);
  }

  private void addAbove(String name) {
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      above.add(name.substring(dot + 1));
    }
  }

  /** What a name is; null for one that no domain can have. */
  Found look(@Nullable String name) {
    if (name == null) {
      return new Found(Kind.NONE, "", "");
    }
    if (name.isEmpty()) {
      return new Found(Kind.APEX, "", "");
    }
    String domain = domains.get(name);
    if (domain != null) {
      return new Found(Kind.DOMAIN, domain, "");
    }
    String service = services.get(name);
    if (service != null) {
      return new Found(Kind.SERVICE, service, "");
    }
    int dot = name.indexOf('.');
    String host = dot < 0 ? null : domains.get(name.substring(dot + 1));
    if (host != null && (name.startsWith("ip4-") || name.startsWith("ip6-"))) {
      return new Found(Kind.ADDRESS, host, name.substring(0, dot));
    }
    if (name.equals(SERVER)) {
      return new Found(Kind.SERVER, "", "");
    }
    return new Found(above.contains(name) ? Kind.ABOVE : Kind.NONE, "", "");
  }
}
