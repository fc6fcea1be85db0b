package io.zkwire.runtime.command;

import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.session.Watches;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;

/** Watches the acknowledgements of the commands that were sent here. Thread-safe. */
final class AckWatch {

  private static final int DEPTH = 6; // "", commands, channel, command, acks, member

  private final Session session;
  private final Watches watches;
  private final Map<String, Sent> open = new ConcurrentHashMap<>();

  AckWatch(Session session) {
    this.session = session;
    this.watches = new Watches(session, this::happened);
  }

  void add(Sent sent) {
    open.put(sent.path(), sent);
    watches.require(List.of(Posted.acks(sent.path())));
  }

  void remove(Sent sent) {
    if (open.remove(sent.path(), sent)) {
      watches.retain(open.keySet().stream().map(Posted::acks).toList());
    }
  }

  private void happened(WatchedEvent event) {
    String path = session.requests().logical(event.getPath());
    String[] parts = path.split("/", DEPTH);
    if (parts.length == DEPTH) {
      Sent sent = open.get("/" + parts[1] + "/" + parts[2] + "/" + parts[3]);
      if (sent != null) {
        sent.changed(parts[5]);
      }
    } else if (event.getType() == Watcher.Event.EventType.NodeDeleted
        && parts.length == DEPTH - 1) {
      Sent sent = open.get("/" + parts[1] + "/" + parts[2] + "/" + parts[3]);
      if (sent != null) {
        sent.load(); // it may have been cleaned up
      }
    }
  }

  void connected(boolean newSession) {
    watches.connected(newSession);
    open.values().forEach(Sent::connected);
  }

  List<String> watched() {
    return watches.list();
  }
}
