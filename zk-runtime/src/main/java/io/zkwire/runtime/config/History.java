package io.zkwire.runtime.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.zkwire.ConfigRevision;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * Earlier revisions. Each publish or delete of {@code /config/db} adds {@code
 * /history/config/db/~0000000007} (who, when, and what was replaced) with a child {@code value}, in
 * the transaction of the change: so that node's czxid is the mzxid of the revision that the change
 * made, which tells who wrote it.
 */
final class History {

  private static final String MARK = "~";

  private final Session session;

  History(Session session) {
    this.session = session;
  }

  /**
   * What one entry says.
   *
   * @param op the transaction's own identity, by which its maker recognises it after a lost
   *     connection
   * @param author who made the change
   * @param replaced the mzxid of what was replaced, or 0 for nothing
   * @param modified when that had been written, in milliseconds
   */
  record Entry(String op, String author, long replaced, long modified) {}

  /** How many revisions are kept. */
  int limit() {
    return session.options().history();
  }

  /** The numbers of the entries among the children of a history node, in their order. */
  static List<Long> numbers(@Nullable Listing children) {
    List<Long> numbers = new ArrayList<>();
    if (children != null) {
      for (String child : children.names()) {
        if (child.matches(MARK + "\\d{10}")) {
          numbers.add(Long.parseLong(child.substring(1)));
        }
      }
    }
    Collections.sort(numbers);
    return numbers;
  }

  static String name(String path, long number) {
    return Keys.history(path) + "/" + MARK + String.format("%010d", number);
  }

  /** The operations that keep what is replaced, and drop the oldest. */
  List<Op> keep(
      String path, @Nullable Node replaced, List<Long> numbers, String op, boolean prune) {
    List<Op> ops = new ArrayList<>();
    if (limit() == 0) {
      return ops;
    }
    Requests requests = session.requests();
    String name = name(path, next(numbers));
    byte[] value = replaced == null ? null : replaced.data();
    Stat stat = replaced == null || value == null ? null : replaced.stat();
    Entry entry =
        new Entry(
            op,
            session.options().author(),
            stat != null ? stat.getMzxid() : 0,
            stat != null ? stat.getMtime() : session.options().clock().now().toEpochMilli());
    ops.add(requests.create(name, json(entry), CreateMode.PERSISTENT));
    ops.add(requests.create(name + "/value", value, CreateMode.PERSISTENT));
    int surplus = prune ? Math.min(4, numbers.size() + 1 - limit()) : 0;
    for (int i = 0; i < surplus; i++) {
      String old = requests.real(name(path, numbers.get(i)));
      ops.add(Op.delete(old + "/value", -1));
      ops.add(Op.delete(old, -1));
    }
    return ops;
  }

  static long next(List<Long> numbers) {
    return numbers.isEmpty() ? 1 : numbers.get(numbers.size() - 1) + 1;
  }

  private static byte[] json(Entry entry) {
    try {
      return Json.MAPPER.writeValueAsBytes(entry);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entry that cannot be written as JSON", e);
    }
  }

  /** Reads an entry; null where there is none, or one that is not ours. */
  static @Nullable Entry entry(@Nullable Node node) {
    try {
      return node == null || node.data() == null
          ? null
          : Json.MAPPER.readValue(node.data(), Entry.class);
    } catch (IOException e) {
      return null; // somebody else's node: it is not shown
    }
  }

  List<ConfigRevision> revisions(String path) {
    Requests requests = session.requests();
    String root = Keys.history(path);
    Node present = session.blocking().call(() -> requests.get(path), "read", path);
    List<Long> numbers =
        numbers(session.blocking().call(() -> requests.children(root), "read", root));
    Map<Long, String> authors = new HashMap<>();
    List<ConfigRevision> earlier = new ArrayList<>();
    for (long number : numbers) {
      String name = name(path, number);
      Node node = session.blocking().call(() -> requests.get(name), "read", name);
      Entry entry = entry(node);
      if (entry != null && node != null) {
        Node value = session.blocking().call(() -> requests.get(name + "/value"), "read", name);
        authors.put(node.stat().getCzxid(), entry.author());
        earlier.add(
            0,
            new ConfigRevision(
                entry.replaced(),
                value == null || entry.replaced() == 0 ? null : value.data(),
                Instant.ofEpochMilli(entry.modified()),
                authors.get(entry.replaced())));
      }
    }
    if (present != null && present.data() != null) {
      long mzxid = present.stat().getMzxid();
      earlier.add(
          0,
          new ConfigRevision(
              mzxid,
              present.data(),
              Instant.ofEpochMilli(present.stat().getMtime()),
              authors.get(mzxid)));
    }
    return List.copyOf(earlier);
  }
}
