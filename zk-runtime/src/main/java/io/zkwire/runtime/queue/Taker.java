package io.zkwire.runtime.queue;

import io.zkwire.ErrorCode;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
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

  private static final long READY_AGAIN_MILLIS = 500;

  private final Session session;
  private final String name;
  private final Layout layout;
  private final Signals signals;
  private final Endings endings;
  private final Executor threads;
  private final Roster roster;
  private final IdleSign sign;
  private final List<Consumer> consumers = new ArrayList<>();
  private final ArrayDeque<Candidate> candidates = new ArrayDeque<>();
  private final Set<String> ours = new HashSet<>();
  private final Set<Claim> claims = new HashSet<>();
  private final Map<Consumer, CompletableFuture<@Nullable Void>> leaving = new HashMap<>();
  private final List<Claim> unsettled = new ArrayList<>();
  private final List<Attempt> unsure = new ArrayList<>();
  private boolean present;
  private boolean paused;
  private boolean looking;
  private boolean again;
  private boolean more;
  private int reading;
  private int next;
  private long dueTimer = Long.MAX_VALUE;
  private boolean readyTimer;
  private CompletableFuture<@Nullable Void> quiet = CompletableFuture.completedFuture(null);

  /** An item that may be claimed, as it was read. */
  private record Candidate(ItemName name, StoredItem item, int version) {}

  /** A claim that was asked for. */
  private record Attempt(Candidate candidate, Consumer consumer, StoredItem tried, String token) {}

  Taker(Session session, String name, Layout layout, Signals signals, Executor threads) {
    this.session = session;
    this.name = name;
    this.layout = layout;
    this.signals = signals;
    this.endings = new Endings(session, layout);
    this.threads = threads;
    this.roster = new Roster(session, layout, this::joined, this::sweep);
    this.sign = new IdleSign(session, layout, this::woken);
  }

  Session session() {
    return session;
  }

  Layout layout() {
    return layout;
  }

  /** One more who works. */
  synchronized void add(Consumer consumer) {
    consumers.add(consumer);
    if (present) {
      pump();
    } else if (!paused) {
      roster.join();
    }
  }

  /** Takes nothing more for one; returns what completes when none of its calls is under way. */
  synchronized CompletableFuture<@Nullable Void> remove(Consumer consumer) {
    consumer.close();
    consumers.remove(consumer);
    if (consumers.isEmpty()) {
      leave();
    }
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    if (claims.stream().anyMatch(claim -> claim.consumer() == consumer && claim.runsHere())) {
      done.complete(null); // it closes itself, and is not waited for by itself
    } else {
      leaving.put(consumer, done);
      left(consumer);
    }
    return done;
  }

  private void left(Consumer consumer) {
    CompletableFuture<@Nullable Void> waits = leaving.get(consumer);
    if (waits != null
        && consumer.rests()
        && claims.stream().noneMatch(claim -> claim.consumer() == consumer)) {
      leaving.remove(consumer);
      waits.complete(null);
    }
  }

  /** Takes nothing more, until {@link #resume}; completes when nothing is under way. */
  synchronized CompletableFuture<@Nullable Void> pause() {
    paused = true;
    leave();
    return quiet();
  }

  synchronized void resume() {
    paused = false;
    if (!consumers.isEmpty() && !present) {
      roster.join();
    }
  }

  private void leave() {
    candidates.clear();
    sign.lower();
    present = false;
    roster.leave();
  }

  private CompletableFuture<@Nullable Void> quiet() {
    if (quiet.isDone() && !ours.isEmpty()) {
      quiet = new CompletableFuture<>();
    }
    return quiet;
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
    List<Claim> ended = List.copyOf(unsettled);
    unsettled.clear();
    ended.forEach(Claim::again);
    List<Attempt> asked = List.copyOf(unsure);
    unsure.clear();
    asked.forEach(attempt -> lookAtClaim(attempt, newSession));
    if (!consumers.isEmpty() && !paused) {
      roster.connected(newSession);
    }
  }

  /** Its place among the consumers is taken. */
  private synchronized void joined() {
    if (!consumers.isEmpty() && !paused) {
      present = true;
      more = true;
      pump();
    }
  }

  /** Somebody has died, or some time has passed: what nobody was woken for is looked for. */
  private synchronized void sweep() {
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

  private @Nullable Consumer free() {
    for (int i = 0; i < consumers.size(); i++) {
      Consumer each = consumers.get((next + i) % consumers.size());
      if (each.free() > 0 && readyOrLater(each)) {
        next = (next + i + 1) % consumers.size();
        return each;
      }
    }
    return null;
  }

  private boolean readyOrLater(Consumer consumer) {
    boolean ready = consumer.ready();
    if (!ready && !readyTimer) {
      readyTimer = true;
      session.later(this::askReady, READY_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }
    return ready;
  }

  private synchronized void askReady() {
    readyTimer = false;
    pump();
  }

  private int freeSlots() {
    return consumers.stream().filter(Consumer::ready).mapToInt(Consumer::free).sum();
  }

  private void pump() {
    if (!present || paused) {
      return;
    }
    while (!candidates.isEmpty()) {
      Consumer consumer = free();
      if (consumer == null) {
        break;
      }
      attempt(candidates.remove(), consumer);
    }
    if (free() == null) {
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
        LOG.warn("{} could not look at {}", session.label(), layout.root(), e);
        session.later(this::sweep, 1, TimeUnit.SECONDS);
      }
      return;
    }
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
    wakeAt(look.nextDue(now));
    List<ItemName> available = look.available(now, ours);
    int free = reading > 0 || !candidates.isEmpty() ? 0 : freeSlots();
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
      LOG.warn("{} could not read {}", session.label(), layout.item(item), e);
    }
    pump();
  }

  private void wakeAt(long due) {
    if (due < dueTimer) {
      dueTimer = due;
      long millis = Math.max(1, due - session.options().clock().millis());
      session.later(() -> due(due), millis, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void due(long due) {
    if (dueTimer == due) {
      dueTimer = Long.MAX_VALUE;
    }
    if (present) {
      look();
    }
  }

  private void attempt(Candidate candidate, Consumer consumer) {
    StoredItem item = candidate.item();
    String wrong = item.unreadable();
    if (wrong == null && item.tries() > consumer.options().retries()) {
      wrong = item.error().isEmpty() ? "its consumers died, or lost their sessions" : item.error();
    }
    ours.add(candidate.name().id());
    if (wrong != null) {
      parkUnclaimed(candidate, wrong);
      return;
    }
    consumer.begin();
    String token = UUID.randomUUID().toString();
    claim(new Attempt(candidate, consumer, item.withTries(item.tries() + 1), token));
  }

  private void parkUnclaimed(Candidate candidate, String error) {
    StoredItem item = candidate.item().withError(error);
    session
        .requests()
        .multi(endings.parkedUnclaimed(candidate.name(), item, candidate.version()))
        .whenComplete(
            (done, e) -> {
              if (e == null) {
                session.metrics().count("zkwire.queue.parked", 1);
                parked(item, error);
              }
              forget(candidate.name());
            });
  }

  private synchronized void forget(ItemName item) {
    ours.remove(item.id());
    settleQuiet();
    pump();
  }

  private void claim(Attempt attempt) {
    Requests requests = session.requests();
    ItemName item = attempt.candidate().name();
    byte[] token = attempt.token().getBytes(StandardCharsets.UTF_8);
    List<Op> ops =
        List.of(
            requests.create(layout.claim(item), token, CreateMode.EPHEMERAL),
            requests.set(
                layout.item(item), attempt.tried().bytes(), attempt.candidate().version()));
    requests.multi(ops).whenComplete((done, e) -> claimed(attempt, e));
  }

  private void claimed(Attempt attempt, @Nullable Throwable e) {
    if (e == null) {
      begin(attempt);
    } else if (Failures.connectionLost(e)) {
      synchronized (this) {
        unsure.add(attempt);
      }
    } else {
      missed(attempt, Failures.unwrap(e));
    }
  }

  private void begin(Attempt attempt) {
    session.metrics().count("zkwire.queue.taken", 1);
    Candidate candidate = attempt.candidate();
    Claim claim =
        new Claim(
            this, attempt.consumer(), candidate.name(), attempt.tried(), candidate.version() + 1);
    boolean wanted;
    synchronized (this) {
      claims.add(claim);
      wanted = !attempt.consumer().closed() && !paused;
    }
    if (!wanted) {
      claim.giveBack();
      return;
    }
    try {
      threads.execute(claim::run);
    } catch (RejectedExecutionException e) {
      claim.giveBack(); // closed in between
    }
  }

  private synchronized void missed(Attempt attempt, Throwable e) {
    session.metrics().count("zkwire.queue.missed", 1);
    attempt.consumer().end();
    left(attempt.consumer());
    ours.remove(attempt.candidate().name().id());
    settleQuiet();
    if (e instanceof MultiFailed multi
        && multi.index() == 0
        && multi.reason().code() == Code.NONODE) {
      layout.ensure(session.requests()).thenRun(this::sweep);
    } else if (!(e instanceof MultiFailed)) {
      LOG.warn("{} could not claim in {}", session.label(), layout.root(), e);
      session.later(this::sweep, 1, TimeUnit.SECONDS);
    } else {
      pump();
    }
  }

  /** Whether a claim was made whose answer was lost. */
  private void lookAtClaim(Attempt attempt, boolean newSession) {
    if (newSession) {
      missed(attempt, new IllegalStateException("its session is over"));
      return;
    }
    session
        .requests()
        .get(layout.claim(attempt.candidate().name()))
        .whenComplete(
            (node, e) -> {
              byte[] data = node == null ? null : node.data();
              if (e != null) {
                claimed(attempt, e);
              } else if (data != null
                  && new String(data, StandardCharsets.UTF_8).equals(attempt.token())) {
                begin(attempt);
              } else {
                missed(attempt, new IllegalStateException("it was not made"));
              }
            });
  }

  /** The handler has ended: there is room for another item while the end is being written. */
  synchronized void workEnded(Claim claim) {
    claim.consumer().end();
    left(claim.consumer());
    pump();
  }

  /** The end of a claim could not be written: the connection is lost. */
  synchronized void unsettled(Claim claim) {
    unsettled.add(claim);
  }

  /** A claim is over, its item done, parked, or somebody else's. */
  synchronized void over(Claim claim) {
    claims.remove(claim);
    ours.remove(claim.name().id());
    settleQuiet();
    left(claim.consumer());
    if (claim.tryAgainAtOnce()) {
      more = true;
    }
    pump();
  }

  private void settleQuiet() {
    if (ours.isEmpty()) {
      quiet.complete(null);
    }
  }

  /** An item was parked: told to those who read logs. */
  void parked(StoredItem item, String error) {
    LOG.warn(
        "{} {}",
        session.label(),
        ErrorCode.QUEUE_PARKED.message(
            "the item "
                + item.id()
                + " of the queue '"
                + name
                + "' is parked after "
                + item.tries()
                + " tries: "
                + Names.printable(error),
            "Look at parked(), mend what is wrong, then retry or drop it"));
  }
}
