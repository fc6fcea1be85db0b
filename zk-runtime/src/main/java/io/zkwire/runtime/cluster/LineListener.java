package io.zkwire.runtime.cluster;

import io.zkwire.runtime.session.Mailbox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A method that is told that its process goes off line, or that it is on line again. */
final class LineListener {

  private final Mailbox mailbox;
  private final String name;
  private final boolean online;
  private final Mailbox.Callback callback;
  private final Map<Object, CompletableFuture<@Nullable Void>> running = new HashMap<>();
  private boolean closed;

  LineListener(Mailbox mailbox, String name, boolean online, Mailbox.Callback callback) {
    this.mailbox = mailbox;
    this.name = name;
    this.online = online;
    this.callback = callback;
  }

  /** Tells it, where it wants to know that; completes when its method has ended. */
  CompletableFuture<@Nullable Void> tell(boolean nowOnline) {
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    Object turn = new Object();
    synchronized (this) {
      if (closed || nowOnline != online) {
        done.complete(null);
        return done;
      }
      running.put(turn, done);
    }
    mailbox.post(name, () -> call(turn, done));
    return done;
  }

  private void call(Object turn, CompletableFuture<@Nullable Void> done) throws Throwable {
    try {
      callback.call();
    } finally {
      synchronized (this) {
        running.remove(turn);
      }
      done.complete(null);
    }
  }

  /** What waits for it goes on. */
  void close() {
    List<CompletableFuture<@Nullable Void>> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(running.values());
      running.clear();
    }
    all.forEach(done -> done.complete(null));
  }
}
