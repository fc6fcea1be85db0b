package io.zkwire.runtime.config;

import io.zkwire.ConfigEvent;
import io.zkwire.Registration;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.Session;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.jspecify.annotations.Nullable;

/** Those who watch a prefix through the store. Thread-safe. */
final class PrefixWatches {

  private static final int MOST_WAITING = 1_000;

  private final Session session;
  private final Runnable changed;
  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  PrefixWatches(Session session, Runnable changed) {
    this.session = session;
    this.changed = changed;
  }

  private record Entry(
      String path, Consumer<? super ConfigEvent> listener, Mailbox mailbox, AtomicBoolean missed) {
    /** A listener that cannot follow is told in the end that it missed something. */
    void tell(ConfigEvent event) {
      if (mailbox.size() < MOST_WAITING) {
        mailbox.post(name(), () -> listener.accept(event));
      } else if (missed.compareAndSet(false, true)) {
        mailbox.post(name(), this::tellMissed);
      }
    }

    private void tellMissed() {
      missed.set(false);
      listener.accept(new ConfigEvent(Keys.shown(path), ConfigEvent.Kind.RESYNC));
    }

    private String name() {
      return "watch(" + path + ")";
    }
  }

  Registration add(String path, Consumer<? super ConfigEvent> listener) {
    Entry entry = new Entry(path, listener, session.mailbox("config"), new AtomicBoolean());
    entries.add(entry);
    changed.run();
    return () -> {
      if (entries.remove(entry)) {
        entry.mailbox.close();
        changed.run();
      }
    };
  }

  void close() {
    entries.forEach(entry -> entry.mailbox.close());
    entries.clear();
  }

  List<String> paths() {
    return entries.stream().map(Entry::path).toList();
  }

  void changed(String path, EventType type) {
    ConfigEvent.Kind kind = kind(type);
    for (Entry entry : entries) {
      if (kind != null && Keys.below(entry.path, path)) {
        entry.tell(new ConfigEvent(Keys.shown(path), kind));
      }
    }
  }

  void connected() {
    entries.forEach(e -> e.tell(new ConfigEvent(Keys.shown(e.path), ConfigEvent.Kind.RESYNC)));
  }

  /** What has happened to a node; null if nothing that is told. */
  private static ConfigEvent.@Nullable Kind kind(EventType type) {
    return switch (type) {
      case NodeCreated, NodeDataChanged -> ConfigEvent.Kind.PUBLISHED;
      case NodeDeleted -> ConfigEvent.Kind.DELETED;
      default -> null;
    };
  }
}
