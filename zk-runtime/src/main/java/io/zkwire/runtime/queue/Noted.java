package io.zkwire.runtime.queue;

import io.zkwire.runtime.session.BulkReader;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.OpResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Items that are noted to be claimed next, and those that are being read for that. Guarded by the
 * lock of the {@link Taker}.
 */
final class Noted {

  private static final Logger LOG = LoggerFactory.getLogger(Noted.class);

  /** As long an item that an ACL closes is left alone. */
  private static final long DENIED_SECONDS = 5;

  private final Taker taker;
  private final Session session;
  private final Layout layout;
  private final ArrayDeque<Candidate> candidates = new ArrayDeque<>();
  private final Map<String, Long> closed = new HashMap<>();
  private int reading;
  private int forgotten; // how often; what was read before is not noted any more

  Noted(Taker taker, Session session, Layout layout) {
    this.taker = taker;
    this.session = session;
    this.layout = layout;
  }

  boolean isEmpty() {
    return candidates.isEmpty();
  }

  int size() {
    return candidates.size();
  }

  /** The one that is claimed next. */
  StoredItem first() {
    return candidates.element().item();
  }

  Candidate take() {
    return candidates.remove();
  }

  /** Whether some are being read. */
  boolean isReading() {
    return reading > 0;
  }

  /** Those that are noted are left to others. */
  void clear() {
    candidates.clear();
  }

  /** What is noted or being read is older than what goes back to its place. */
  void forget() {
    candidates.clear();
    reading = 0;
    forgotten++;
  }

  /** The ids of those that are noted, and of those that cannot be read now. */
  Set<String> known() {
    Set<String> known = new HashSet<>(closed());
    candidates.forEach(candidate -> known.add(candidate.name().id()));
    return known;
  }

  /** Items that could not be read a moment ago, since an ACL closes them. */
  private Set<String> closed() {
    if (!closed.isEmpty()) {
      long now = now();
      closed.values().removeIf(until -> until - now < 0);
      if (closed.isEmpty()) {
        taker.troubles().mended("item"); // or it is found closed again
      }
    }
    return closed.keySet();
  }

  private long now() {
    return session.options().clock().nanoTime();
  }

  /** Reads items, and notes them. */
  void read(List<ItemName> items) {
    reading += items.size();
    long epoch = session.epoch();
    int round = forgotten;
    List<Reading> reads = items.stream().map(each -> new Reading(each, epoch, round)).toList();
    if (reads.size() == 1) {
      session.bulk().readOne(reads.get(0));
    } else if (!reads.isEmpty()) {
      session.bulk().read(reads);
    }
  }

  /** One item that is being read. */
  private final class Reading implements BulkReader.Item {
    private final ItemName item;
    private final long epoch;
    private final int round;

    Reading(ItemName item, long epoch, int round) {
      this.item = item;
      this.epoch = epoch;
      this.round = round;
    }

    @Override
    public List<String> paths() {
      return List.of(layout.item(item));
    }

    @Override
    public int knownBytes() {
      return -1;
    }

    @Override
    public void accept(List<OpResult> results) {
      OpResult result = results.get(0);
      Code code = Requests.errorOf(result);
      if (code != Code.OK && code != Code.NONODE && !Failures.denied(code)) {
        LOG.warn("{} could not read {}: {}", session.label(), layout.item(item), code);
      }
      hasRead(this, result);
    }

    @Override
    public void failed(Throwable e) {
      if (!Failures.connectionLost(e)) {
        LOG.warn("{} could not read {}", session.label(), layout.item(item), e);
      }
      hasRead(this, null);
    }
  }

  private void hasRead(Reading asked, @Nullable OpResult result) {
    synchronized (taker) {
      if (asked.epoch != session.epoch() || asked.round != forgotten) {
        return; // of before a reconnect, or older than what has gone back to its place
      }
      reading--;
      note(asked.item, result);
      taker.room(null);
    }
  }

  private void note(ItemName item, @Nullable OpResult result) {
    if (result instanceof OpResult.GetDataResult data) {
      StoredItem stored = StoredItem.parse(item.node(), data.getData());
      candidates.add(new Candidate(item, stored, data.getStat().getVersion()));
    } else if (result != null && Failures.denied(Requests.errorOf(result))) {
      String path = session.requests().real(layout.item(item));
      taker.troubles().tell("item", Failures.denied(path, "READ"));
      closed.put(item.id(), now() + TimeUnit.SECONDS.toNanos(DENIED_SECONDS));
      session.later(taker::sweep, DENIED_SECONDS, TimeUnit.SECONDS);
    }
  }
}
