package io.zkwire.runtime.queue;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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

  /** How many more for each that may be claimed ahead. */
  private static final int NOTED_AHEAD = 3;

  /** With so few of them left the next ones are looked for, where items are claimed ahead. */
  private static final int FEW_NOTED = 8;

  /** As long whoever was woken for an item has to claim it. */
  private static final long GLANCE_MILLIS = 300;

  private final Session session;
  private final Layout layout;
  private final Signals signals;
  private final Troubles troubles;
  private final Claiming claiming;
  private final Hands hands;
  private final Attempts attempts;
  private final Noted noted;
  private final Dues dues;
  private final Roster roster;
  private final IdleSign sign;
  private final Crew crew;
  private final Map<Consumer, CompletableFuture<@Nullable Void>> leaving = new HashMap<>();
  private boolean present;
  private boolean paused;
  private boolean looking;
  private boolean again;
  private boolean more;
  private boolean tell;
  private boolean dry;

  Taker(Session session, String name, Layout layout, Signals signals, Executor threads) {
    this.session = session;
    this.layout = layout;
    this.signals = signals;
    this.troubles = new Troubles(session, layout);
    this.claiming = new Claiming(this, session, name, layout);
    this.hands = new Hands(this, claiming, threads);
    this.attempts = new Attempts(this, claiming, hands);
    this.noted = new Noted(this, session, layout);
    this.dues = new Dues(session, this::due);
    this.roster = new Roster(session, layout, troubles, this::joined, this::sweep, this::glance);
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
    hands.giveBack(consumer);
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

  /** Tells whoever waits for one that is closed, if nothing of its is under way any more. */
  void left(Consumer consumer) {
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
    crew.all().forEach(hands::giveBack);
    return claiming.quiet();
  }

  synchronized void resume() {
    paused = false;
    if (!crew.isEmpty() && !present) {
      roster.join();
    }
  }

  private void leave() {
    noted.clear();
    sign.lower();
    present = false;
    roster.leave();
  }

  /** The connection is there. */
  synchronized void connected(boolean newSession) {
    forgetCandidates();
    looking = false;
    again = false;
    if (newSession) {
      sign.forget();
      present = false;
    } else {
      sign.lower();
    }
    hands.connected(newSession);
    claiming.sayAgain();
    attempts.connected();
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

  /** As {@link #sweep}, but leaves alone what somebody who was woken is just about to claim. */
  private void glance() {
    Look.at(session, layout)
        .thenAccept(
            look -> {
              if (callsForSweep(look)) {
                session.later(this::sweep, GLANCE_MILLIS, TimeUnit.MILLISECONDS);
              }
            });
  }

  private synchronized boolean callsForSweep(Look look) {
    long now = session.options().clock().millis();
    wakeAt(look.nextDue(now));
    return !look.available(now, claiming.ours()).isEmpty()
        || !look.consumers().contains(roster.me());
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
    if (present && !paused && !claiming.isReturning()) {
      claim();
      if (crew.free() == null) {
        sign.lower();
        lookAhead();
      } else if (noted.isEmpty() && !noted.isReading() && !looking) {
        if (more) {
          look();
        } else if (!sign.up()) {
          sign.raise(roster.me());
          look();
        }
      }
    }
    claiming.flush();
  }

  private void claim() {
    while (!noted.isEmpty()) {
      Consumer consumer = crew.free();
      if (consumer == null) {
        consumer = crew.ahead(noted.first());
      }
      if (consumer == null) {
        return;
      }
      attempts.begin(noted.take(), consumer);
    }
  }

  /** Looks although all are at work: for others who may have time, or for what comes next. */
  private void lookAhead() {
    if (tell) {
      tell = false;
      look();
    } else if (more && !dry && !looking && !noted.isReading()) {
      if (crew.ahead() > 0 && noted.size() <= FEW_NOTED) {
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
    if (claiming.isReturning()) {
      again = false;
      more = true; // it shows nothing of what goes back to its place
      return;
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
    Set<String> known = noted.known();
    known.addAll(claiming.ours());
    List<ItemName> available = look.available(now, known);
    List<ItemName> chosen = choose(look, available);
    int left = available.size() - chosen.size();
    more = left > 0;
    dry = chosen.isEmpty();
    if (left > 0) {
      signals.wake(look.idle().stream().filter(other -> !other.equals(roster.me())).toList(), left);
    }
    noted.read(chosen);
  }

  private List<ItemName> choose(Look look, List<ItemName> available) {
    int ahead = crew.ahead();
    if (noted.isReading() || (ahead == 0 && !noted.isEmpty())) {
      return List.of();
    }
    int free = Math.max(0, crew.slots() - noted.size());
    int most = Math.max(0, MOST_NOTED + NOTED_AHEAD * ahead - noted.size());
    return free == 0 && ahead == 0 ? List.of() : look.choose(available, roster.me(), free, most);
  }

  /** Whether it sees to delayed items: the first of those who are idle, and the steward. */
  private boolean keepsTime(Look look) {
    return look.idle().stream().noneMatch(other -> other.compareTo(roster.me()) < 0)
        || look.consumers().indexOf(roster.me()) == 0;
  }

  /** Looks when an item is due. */
  synchronized void wakeAt(long due) {
    dues.add(due);
  }

  private synchronized void due() {
    dues.passed();
    sweep();
  }

  /** There is room again: for one consumer, whose last call may have ended, or for all. */
  void room(@Nullable Consumer consumer) {
    if (consumer != null) {
      left(consumer);
    }
    pump();
  }

  /** What was looked at last no longer shows all: others may have time for it. */
  void moreToDo() {
    more = true;
    tell = true;
  }

  /** What is noted, being read or being looked at is younger than what goes back to its place. */
  void forgetCandidates() {
    noted.forget();
    again |= looking;
    more = true;
  }

  List<Consumer> crew() {
    return crew.all();
  }

  Troubles troubles() {
    return troubles;
  }

  boolean paused() {
    return paused;
  }
}
