package io.zkwire.runtime.config;

import io.zkwire.ConfigEvent;
import io.zkwire.Registration;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.Session;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.zookeeper.Watcher.Event.EventType;

/** Those who watch a prefix through the store. Thread-safe. */
final class PrefixWatches {

  private final Session session;
  private final Runnable changed;
  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  PrefixWatches(Session session, Runnable changed) {
    this.session = session;
    this.changed = changed;
  }

  private record Entry(String path, Consumer<? super ConfigEvent> listener, Mailbox mailbox) {
    void tell(ConfigEvent event) {
      mailbox.post("watch(" + path + ")", () -> listener.accept(event));
    }
  }

  Registration add(String path, Consumer<? super ConfigEvent> listener) {
    Entry entry = new Entry(path, listener, session.mailbox("config"));
    entries.add(entry);
    changed.run();
    return () -> {
      if (entries.remove(entry)) {
        entry.mailbox.close();
        changed.run();
      }
    };
  }

  List<String> paths() {
    return entries.stream().map(Entry::path).toList();
  }

  void changed(String path, EventType type) {
    ConfigEvent.Kind kind = ConfigFeature.kind(type);
    for (Entry entry : entries) {
      if (kind != null && Keys.below(entry.path, path)) {
        entry.tell(new ConfigEvent(Keys.shown(path), kind));
      }
    }
  }

  void connected() {
    entries.forEach(e -> e.tell(new ConfigEvent(Keys.shown(e.path), ConfigEvent.Kind.RESYNC)));
  }
}
