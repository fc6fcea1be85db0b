package io.zkwire.runtime.queue;

import io.zkwire.NewItem;
import io.zkwire.ParkedItem;
import io.zkwire.QueueState;
import io.zkwire.runtime.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** One queue, for all its handles in this process. Thread-safe. */
final class QueueHub {

  private static final int MOST_IN_ONE = 500;
  private static final int MOST_BYTES_IN_ONE = 384 << 10;

  private final Session session;
  private final String name;
  private final Layout layout;
  private volatile boolean made;
  private final Puts puts;
  private final Taker taker;
  private final Parking parking;

  QueueHub(Session session, String name, Executor threads) {
    this.session = session;
    this.name = name;
    this.layout = Layout.of(name);
    Signals signals = new Signals(session, layout);
    this.puts = new Puts(session, name, layout, signals);
    this.taker = new Taker(session, name, layout, signals, threads);
    this.parking = new Parking(session, layout, signals);
  }

  Session session() {
    return session;
  }

  String name() {
    return name;
  }

  Taker taker() {
    return taker;
  }

  /** An item as it is sent. */
  Puts.Encoded encode(NewItem<?> item) {
    long now = session.options().clock().millis();
    long due = item.delay().isZero() ? 0 : now + item.delay().toMillis();
    String key = item.key();
    return new Puts.Encoded(
        item.priority(),
        due,
        key == null ? null : layout.key(key),
        StoredItem.encode(name, item, now));
  }

  CompletableFuture<Integer> put(List<Puts.Encoded> batch, int limit) {
    return puts.put(batch, limit)
        .whenComplete(
            (count, e) -> {
              if (e == null) {
                made = true;
              }
            });
  }

  /** Whether its nodes are known to stand. */
  boolean made() {
    return made;
  }

  /** Batches that fit one request each. */
  static List<List<Puts.Encoded>> batches(Collection<Puts.Encoded> items) {
    List<List<Puts.Encoded>> all = new ArrayList<>();
    List<Puts.Encoded> batch = new ArrayList<>();
    int bytes = 0;
    for (Puts.Encoded item : items) {
      if (batch.size() == MOST_IN_ONE
          || (!batch.isEmpty() && bytes + item.bytes().length > MOST_BYTES_IN_ONE)) {
        all.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(item);
      bytes += item.bytes().length;
    }
    if (!batch.isEmpty()) {
      all.add(batch);
    }
    return all;
  }

  QueueState state() {
    return session
        .blocking()
        .call(() -> Counted.at(session, layout), "read", layout.root())
        .state();
  }

  List<ParkedItem> parked() {
    return parking.list();
  }

  boolean retry(String id) {
    return parking.retry(id);
  }

  boolean drop(String id) {
    return parking.drop(id);
  }
}
