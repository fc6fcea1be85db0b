package io.zkwire.runtime.endpoint;

import io.zkwire.Endpoint;
import io.zkwire.runtime.session.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * What ZooKeeper has told of a domain: its nodes by their names, and under the empty name the
 * static record. Thread-safe.
 */
final class Contents {

  private final Map<String, Known> nodes = new HashMap<>();
  private final Map<String, String> unread = new TreeMap<>();
  private StaticRecord record = StaticRecord.NONE;

  /** A node as it was last read; without an endpoint if it shall not be called. */
  private record Known(long mzxid, long czxid, @Nullable Endpoint endpoint) {}

  synchronized int size() {
    return nodes.size();
  }

  /** Only these nodes are there. */
  synchronized void retain(Set<String> present) {
    nodes.keySet().retainAll(present);
    unread.keySet().retainAll(present);
  }

  /** A node is not there. */
  synchronized void removed(String id) {
    if (id.isEmpty()) {
      record = StaticRecord.NONE;
    } else {
      nodes.remove(id);
      unread.remove(id);
    }
  }

  /** A node could not be read. */
  synchronized void missing(String id, Code code) {
    if (id.isEmpty() || code == Code.NONODE) {
      removed(id);
    } else {
      unread.put(id, "ZooKeeper answers " + code);
    }
  }

  /** A node was read. One that is no endpoint keeps what it was before as the same node. */
  synchronized void read(String id, byte @Nullable [] data, Stat stat) {
    if (id.isEmpty()) {
      record = StaticRecord.read(data);
      return;
    }
    Known known = nodes.get(id);
    if (known != null && known.mzxid() == stat.getMzxid()) {
      unread.remove(id);
      return;
    }
    try {
      Endpoint endpoint = EndpointJson.read(id, data);
      nodes.put(id, new Known(stat.getMzxid(), stat.getCzxid(), endpoint));
      unread.remove(id);
    } catch (IllegalArgumentException e) {
      unread.put(id, String.valueOf(e.getMessage()));
      if (known != null && known.czxid() != stat.getCzxid()) {
        nodes.remove(id); // another node of that name: what the earlier one said is void
      }
    }
  }

  /** One for each address: a node rather than a static entry, and the youngest of several nodes. */
  synchronized List<Endpoint> endpoints() {
    Map<String, Known> byAddress = new HashMap<>();
    for (Known known : nodes.values()) {
      Endpoint endpoint = known.endpoint();
      if (endpoint != null) {
        byAddress.merge(endpoint.address(), known, (a, b) -> a.czxid() >= b.czxid() ? a : b);
      }
    }
    TreeMap<String, Endpoint> sorted = new TreeMap<>();
    for (Endpoint endpoint : record.endpoints()) {
      if (!byAddress.containsKey(endpoint.address())) {
        sorted.put(endpoint.id(), endpoint);
      }
    }
    for (Known known : byAddress.values()) {
      Endpoint endpoint = known.endpoint();
      if (endpoint != null) {
        sorted.put(endpoint.id(), endpoint);
      }
    }
    return List.copyOf(sorted.values());
  }

  /**
   * What is left out, for operators.
   *
   * @param path the domain, for the text
   * @return the text, or null if all could be read
   */
  synchronized @Nullable String leftOut(String path) {
    Map<String, String> wrong = new TreeMap<>(unread);
    wrong.putAll(record.malformed());
    if (wrong.isEmpty()) {
      return null;
    }
    String first =
        wrong.entrySet().stream()
            .limit(3)
            .map(
                e ->
                    "'" + Names.printable(e.getKey()) + "' (" + Names.printable(e.getValue()) + ")")
            .collect(Collectors.joining(", "));
    boolean one = wrong.size() == 1;
    return wrong.size()
        + (one ? " entry of " : " entries of ")
        + path
        + " cannot be read and "
        + (one ? "is" : "are")
        + " left out: "
        + first
        + (wrong.size() > 3 ? ", ..." : "");
  }
}
