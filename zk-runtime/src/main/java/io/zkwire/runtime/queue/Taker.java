package io.zkwire.runtime.queue;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes items of one queue for all consumers of this process. While there is work it looks, claims
 * and works; when nothing is left it puts up its {@link IdleSign} and looks once more, so that
 * whatever is put is seen either by that look or by whoever puts. Thread-safe: one lock, under
 * which requests are sent but never waited for.
 */
final class Taker {

  private static final Logger LOG = LoggerFactory.getLogger(Taker.class);

  /** How many items are noted beyond what can be worked on now, where very many stand. */
  private static final int MOST_NOTED = 16;

  private static final int MOST_DUES = 1_000;

  private final Session session;
  private final Layout layout;
  private final Signals signals;
  private final Troubles troubles;
  private final Claiming claiming;
  private final Roster roster;
  private final IdleSign sign;
  private final Crew crew;
  private final ArrayDeque<Candidate> candidates = new ArrayDeque<>();
  private final Map<Consumer, CompletableFuture<@Nullable Void>> leaving = new HashMap<>();
  private boolean present;
  private boolean paused;
  private boolean looking;
  private boolean again;
  private boolean more;
  private int reading;
  private final TreeSet<Long> dues = new TreeSet<>();
  private @Nullable ScheduledFuture<?> dueTimer;

  Taker(Session session, String name, Layout layout, Signals signals, Executor threads) {
    this.session = session;
    this.layout = layout;
    this.signals = signals;
    this.troubles = new Troubles(session, layout);
    this.claiming = new Claiming(this, session, name, layout, threads);
    this.roster = new Roster(session, layout, troubles, this::joined, this::sweep);
    this.crew = new Crew(session, this::askReady);
    this.sign = new IdleSign(session, layout, this::woken);
  }

  /** One more who works. */
  synchronized void add(Consumer consumer) {
    crew.add(consumer);
    if (present) {
      pump();
    } else if (!paused) {
      roster.join();
    }
  }

  /** Takes nothing more for one; returns what completes when none of its calls is under way. */
  synchronized CompletableFuture<@Nullable Void> remove(Consumer consumer) {
    consumer.close();
    crew.remove(consumer);
    if (crew.isEmpty()) {
      leave();
    }
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    if (claiming.runsHere(consumer)) {
      done.complete(null); // it closes itself, and is not waited for by itself
    } else {
      leaving.put(consumer, done);
      left(consumer);
    }
    return done;
  }

  private void left(Consumer consumer) {
    CompletableFuture<@Nullable Void> waits = leaving.get(consumer);
    if (waits != null && consumer.rests() && !claiming.any(consumer)) {
      leaving.remove(consumer);
      waits.complete(null);
    }
  }

  /** This process ends, and the session goes on. */
  synchronized void abandon() {
    claiming.abandon();
  }

  /** Takes nothing more, until {@link #resume}; completes when nothing is under way. */
  synchronized CompletableFuture<@Nullable Void> pause() {
    paused = true;
    leave();
    return claiming.quiet();
  }

  synchronized void resume() {
    paused = false;
    if (!crew.isEmpty() && !present) {
      roster.join();
    }
  }

  private void leave() {
    candidates.clear();
    sign.lower();
    present = false;
    roster.leave();
  }

  /** The connection is there. */
  synchronized void connected(boolean newSession) {
    candidates.clear();
    looking = false;
    reading = 0;
    again = false;
    if (newSession) {
      sign.forget();
      present = false;
    } else {
      sign.lower();
    }
    claiming.connected();
    if (!crew.isEmpty() && !paused) {
      roster.connected(newSession);
    }
  }

  /** Its place among the consumers is taken. */
  private synchronized void joined() {
    if (!crew.isEmpty() && !paused) {
      present = true;
      more = true;
      pump();
    }
  }

  /** Somebody has died, or some time has passed: what nobody was woken for is looked for. */
  synchronized void sweep() {
    if (present) {
      look();
    }
  }

  private synchronized void woken(int by) {
    if (sign.takeWake(by)) {
      session.metrics().count("zkwire.queue.wakeups", 1);
      if (present) {
        look();
      }
    }
  }

  private synchronized void askReady() {
    pump();
  }

  private void pump() {
    if (!present || paused) {
      return;
    }
    while (!candidates.isEmpty()) {
      Consumer consumer = crew.free();
      if (consumer == null) {
        break;
      }
      claiming.attempt(candidates.remove(), consumer);
    }
    if (crew.free() == null) {
      sign.lower();
    } else if (candidates.isEmpty() && reading == 0 && !looking) {
      if (more) {
        look();
      } else if (!sign.up()) {
        sign.raise(roster.me());
        look();
      }
    }
  }

  private void look() {
    if (looking) {
      again = true;
      return;
    }
    looking = true;
    long epoch = session.epoch();
    Look.at(session, layout).whenComplete((look, e) -> looked(look, e, epoch));
  }

  private synchronized void looked(@Nullable Look look, @Nullable Throwable e, long epoch) {
    if (!looking || epoch != session.epoch()) {
      return; // of before a reconnect
    }
    looking = false;
    if (look == null) {
      if (e == null || !Failures.connectionLost(e)) {
        LOG.debug("{} could not look at {}", session.label(), layout.root(), e);
        troubles.tell("look", e == null ? null : Failures.translate(e, "read", layout.root()));
        session.later(this::sweep, 1, TimeUnit.SECONDS);
      }
      return;
    }
    troubles.mended("look");
    if (!present) {
      return;
    }
    if (!look.consumers().contains(roster.me())) {
      roster.rejoin(); // somebody has deleted it
    }
    if (again) {
      again = false;
      look();
      return;
    }
    choose(look);
    pump();
  }

  private void choose(Look look) {
    long now = session.options().clock().millis();
    if (keepsTime(look)) {
      wakeAt(look.nextDue(now));
    }
    List<ItemName> available = look.available(now, claiming.ours());
    int free = reading > 0 || !candidates.isEmpty() ? 0 : crew.slots();
    List<ItemName> chosen =
        free == 0 ? List.of() : look.choose(available, roster.me(), free, MOST_NOTED);
    int left = available.size() - Math.max(chosen.size(), candidates.size());
    more = left > 0;
    if (left > 0) {
      signals.wake(look.idle().stream().filter(other -> !other.equals(roster.me())).toList(), left);
    }
    for (ItemName each : chosen) {
      reading++;
      long epoch = session.epoch();
      session
          .requests()
          .get(layout.item(each))
          .whenComplete((node, e) -> read(each, node, e, epoch));
    }
  }

  private synchronized void read(
      ItemName item, Requests.@Nullable Node node, @Nullable Throwable e, long epoch) {
    if (epoch != session.epoch() || reading == 0) {
      return;
    }
    reading--;
    if (node != null) {
      candidates.add(
          new Candidate(
              item, StoredItem.parse(item.node(), node.data()), node.stat().getVersion()));
    } else if (e != null && !Failures.connectionLost(e)) {
      LOG.debug("{} could not read {}", session.label(), layout.item(item), e);
      troubles.tell("item", Failures.translate(e, "read", layout.item(item)));
    }
    pump();
  }

  /** Whether it sees to delayed items: the first of those who are idle, and the steward. */
  private boolean keepsTime(Look look) {
    return look.idle().stream().noneMatch(other -> other.compareTo(roster.me()) < 0)
        || look.consumers().indexOf(roster.me()) == 0;
  }

  /** Looks when an item is due. */
  synchronized void wakeAt(long due) {
    if (due == Long.MAX_VALUE || dues.size() >= MOST_DUES || !dues.add(due)) {
      return; // others that are due are seen by the steward, a little later
    }
    if (dues.first() == due) {
      setTimer();
    }
  }

  private void setTimer() {
    if (dueTimer != null) {
      dueTimer.cancel(false);
    }
    long millis = Math.max(1, dues.first() - session.options().clock().millis());
    dueTimer = session.later(this::due, millis, TimeUnit.MILLISECONDS);
  }

  private synchronized void due() {
    dues.headSet(session.options().clock().millis(), true).clear();
    if (!dues.isEmpty()) {
      setTimer();
    }
    if (present) {
      look();
    }
  }

  /** There is room again: for one consumer, whose last call may have ended, or for all. */
  void room(@Nullable Consumer consumer) {
    if (consumer != null) {
      left(consumer);
    }
    pump();
  }

  /** What was looked at last no longer shows all. */
  void moreToDo() {
    more = true;
  }

  Troubles troubles() {
    return troubles;
  }

  boolean paused() {
    return paused;
  }
}
