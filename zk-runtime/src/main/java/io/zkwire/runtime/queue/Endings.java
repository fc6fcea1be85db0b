package io.zkwire.runtime.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zkwire.runtime.config.Json;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Op;

/**
 * The multis by which an item ends, or goes back. Each begins with the proof that the claim still
 * stands: the claim's node is there, and the item has the version that the claim gave it, which a
 * later claim would have changed. Thread-safe.
 */
final class Endings {

  /** How many operations at the beginning are the proof. */
  static final int PROOF = 2;

  private final Session session;
  private final Layout layout;

  Endings(Session session, Layout layout) {
    this.session = session;
    this.layout = layout;
  }

  private Requests requests() {
    return session.requests();
  }

  /** It is done. */
  List<Op> finished(ItemName name, StoredItem item, int version, boolean withKey) {
    List<Op> ops = proof(name, version);
    ObjectNode result = Json.MAPPER.createObjectNode();
    result.put("id", item.id());
    result.put("at", session.options().clock().millis());
    result.put("by", session.label());
    result.put("tries", item.tries());
    byte[] bytes = result.toString().getBytes(StandardCharsets.UTF_8);
    ops.add(requests().set(layout.done(), bytes, -1));
    String key = item.key();
    if (withKey && key != null) {
      ops.add(requests().delete(layout.key(key)));
    }
    return ops;
  }

  /** It has been tried for the last time. */
  List<Op> parked(ItemName name, StoredItem item, int version) {
    List<Op> ops = proof(name, version);
    ops.add(park(name, item));
    return ops;
  }

  /** It is not tried any more, and nobody has claimed it: so that its claim can be made. */
  List<Op> parkedUnclaimed(ItemName name, StoredItem item, int version) {
    return List.of(
        requests().create(layout.claim(name), new byte[0], CreateMode.EPHEMERAL),
        requests().delete(layout.claim(name)),
        Op.delete(requests().real(layout.item(name)), version),
        park(name, item));
  }

  private Op park(ItemName name, StoredItem item) {
    byte[] bytes = item.withParkedAt(session.options().clock().millis()).bytes();
    String path = layout.parked() + "/" + name.id() + "-"; // numbered, since names may come again
    return requests().create(path, bytes, CreateMode.PERSISTENT_SEQUENTIAL);
  }

  /** It is to be tried again: at its place, or after a rest as one that is delayed. */
  List<Op> givenBack(ItemName name, StoredItem item, int version, Duration rest) {
    if (rest.isZero()) {
      return new ArrayList<>(
          List.of(
              requests().delete(layout.claim(name)),
              requests().set(layout.item(name), item.bytes(), version)));
    }
    List<Op> ops = proof(name, version);
    long due = session.options().clock().millis() + rest.toMillis();
    String path = layout.items(name.priority()) + "/" + ItemName.prefix(due);
    ops.add(requests().create(path, item.bytes(), CreateMode.PERSISTENT_SEQUENTIAL));
    return ops;
  }

  /** Its claim goes, and it is left as it is. */
  List<Op> abandoned(ItemName name, int version) {
    return List.of(
        Op.check(requests().real(layout.item(name)), version),
        requests().delete(layout.claim(name)));
  }

  private List<Op> proof(ItemName name, int version) {
    List<Op> ops = new ArrayList<>();
    ops.add(requests().delete(layout.claim(name)));
    ops.add(Op.delete(requests().real(layout.item(name)), version));
    return ops;
  }
}
