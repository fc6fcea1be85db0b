package io.zkwire.runtime.exclusive;

import io.zkwire.FencingToken;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Requests.MultiFailed;
import io.zkwire.runtime.session.Session;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * One node of ours in a line, from its creation to its end. Listeners are called on threads of
 * ZooKeeper or of the timer, under no lock of this class, and must not block. Thread-safe.
 */
public final class Candidacy implements Arrival.Outcome {

  /** What becomes of a candidacy. */
  public interface Listener {
    /** It stands, granted or not. */
    default void stands(Candidacy candidacy) {}

    /** It is not granted at once: others stand before it, or it waits for the lock-delay. */
    default void waits(Candidacy candidacy) {}

    /** It is granted, and valid. */
    void granted(Candidacy candidacy, Hold hold);

    /** Its validity has ended while the node stands (R11). Only if it was asked to tell. */
    default void lapsed(Candidacy candidacy) {}

    /** A grant that had lapsed is valid again. */
    default void resumed(Candidacy candidacy) {}

    /**
     * It is over, not by a release: its node or its session is gone, or it cannot be had.
     *
     * @param candidacy the candidacy
     * @param failure why it cannot be had; null if it may be tried again at once
     */
    void ended(Candidacy candidacy, @Nullable ZkWireException failure);
  }

  private enum Phase {
    /** Nothing was sent yet. */
    NEW,
    /** The create is under way. */
    ARRIVING,
    /** The connection was lost while the create was under way. */
    UNKNOWN,
    STANDING,
    GRANTED,
    /** The guard is closed, the node still to be deleted. */
    LEAVING,
    ENDED
  }

  private final ExclusiveWork work;
  private final Session session;
  private final Line line;
  private final Listener listener;
  private final String id = UUID.randomUUID().toString();
  private final CompletableFuture<@Nullable Void> released = new CompletableFuture<>();
  private final Turn turn;
  private final Arrival arrival;

  private Phase phase = Phase.NEW;
  private @Nullable String path;
  private long czxid;
  private @Nullable Stamp stamp;
  private boolean twice;
  private @Nullable String watched;
  private @Nullable Hold hold;
  private boolean tellsLapses;
  private boolean withRoot;
  private boolean lapsed;

  Candidacy(ExclusiveWork work, Line line, Listener listener) {
    this.work = work;
    this.session = work.session();
    this.line = line;
    this.listener = listener;
    this.turn = new Turn(work, line, this);
    this.arrival = new Arrival(work, line, id, this);
  }

  /** The UUID in the name of its node. */
  public String id() {
    return id;
  }

  /** Its line. */
  public Line line() {
    return line;
  }

  /** Its node, or null while that is not known to stand. */
  public synchronized @Nullable String path() {
    return phase == Phase.STANDING || phase == Phase.GRANTED ? path : null;
  }

  private static void nothing() {}

  private synchronized boolean is(Phase wanted) {
    return phase == wanted;
  }

  /** Takes a step under the lock, and what follows from it outside. */
  private void step(Step step) {
    Runnable then;
    synchronized (this) {
      then = step.take();
    }
    then.run();
  }

  @FunctionalInterface
  private interface Step {
    Runnable take();
  }

  // ---- arriving

  /** Stands in line from now on, until it ends or is released. */
  public void begin() {
    work.begin(this);
  }

  /** The chroot's terms are known, or not to be had. */
  void termsRead(@Nullable Throwable e) {
    if (e == null) {
      arrive();
    } else if (!Failures.connectionLost(e)) {
      end(Failures.translate(e, "read", StoredLease.PATH));
    } // otherwise it begins again when the connection is back
  }

  /** Creates the node, and behind it, without waiting, looks who stands before it. */
  void arrive() {
    step(
        () -> {
          if (phase != Phase.NEW) {
            return Candidacy::nothing;
          }
          phase = Phase.ARRIVING;
          return work.sessionAware()
              ? () -> work.beats().node().thenRun(arrival::start)
              : arrival::start;
        });
  }

  @Override
  public void sent() {
    list(false);
  }

  @Override
  public void arrived(String node, long zxid, @Nullable Stamp sent) {
    step(() -> standing(node, zxid, sent));
    if (sent == null) {
      look(); // nothing was asked behind the create
    }
  }

  private Runnable standing(String node, long zxid, @Nullable Stamp sent) {
    path = node;
    czxid = zxid;
    stamp = sent;
    if (phase == Phase.LEAVING) {
      return this::sendRelease;
    }
    if (phase == Phase.ENDED) {
      return () -> new Leftover(session, line, node).remove(null);
    }
    phase = Phase.STANDING;
    return () -> {
      work.beats().join(this);
      listener.stands(this);
    };
  }

  @Override
  public void unknown() {
    step(
        () -> {
          if (phase == Phase.ARRIVING) {
            phase = Phase.UNKNOWN;
          }
          return Candidacy::nothing;
        });
  }

  @Override
  public void absent() {
    step(
        () -> {
          if (phase == Phase.LEAVING) {
            return this::finish;
          }
          if (phase != Phase.UNKNOWN) {
            return Candidacy::nothing; // over meanwhile
          }
          phase = Phase.NEW;
          return () -> work.begin(this);
        });
  }

  @Override
  public void failed(ZkWireException failure) {
    end(failure);
  }

  // ---- waiting

  /** What it watched has changed, or may have: looks who stands before it now. */
  void look() {
    synchronized (this) {
      watched = null; // a watch tells one change
    }
    if (is(Phase.STANDING)) {
      list(line.capacity() > 1);
    }
  }

  /** A beat is due: whatever the present ensemble or the clock have ended is told. */
  void tick() {
    if (work.shut()) {
      shut();
    } else {
      lapse(false);
    }
  }

  /** Nobody has confirmed the ensemble (R12): a grant that may not be the only one is over. */
  private void shut() {
    String old;
    synchronized (this) {
      if (phase != Phase.STANDING && phase != Phase.GRANTED) {
        return;
      }
      old = path;
    }
    end(null);
    new Leftover(session, line, String.valueOf(old)).remove(hold);
  }

  private void list(boolean watching) {
    session
        .requests()
        .children(line.root(), watching ? work.watcher() : null)
        .whenComplete(this::listed);
    if (watching) {
      work.wakeAt(line.root(), this);
    }
  }

  private void listed(@Nullable Listing listing, @Nullable Throwable e) {
    long receipt = work.clock().nanoTime();
    if (e != null) {
      if (!Failures.connectionLost(e) && is(Phase.STANDING)) {
        end(Failures.translate(e, "list", line.root()));
      }
      return;
    }
    step(() -> phase == Phase.STANDING ? seen(listing, receipt) : Candidacy::nothing);
  }

  private Runnable seen(@Nullable Listing listing, long receipt) {
    LineView view = listing == null ? null : LineView.of(listing.names(), listing.stat());
    String name = String.valueOf(path).substring(line.root().length() + 1);
    if (view == null || !view.stands(name)) {
      return this::gone;
    }
    List<String> before = view.before(name, line.shared());
    if (before.size() >= line.capacity()) {
      turn.behind(view);
      return () -> {
        waitBehind(line.root() + "/" + before.get(before.size() - 1));
        listener.waits(this);
      };
    }
    turn.first(view, before.size(), receipt);
    return decide();
  }

  private void waitBehind(String ahead) {
    if (line.capacity() > 1) {
      list(true);
      return;
    }
    synchronized (this) {
      if (ahead.equals(watched)) {
        return; // it is watched already
      }
      watched = ahead;
    }
    work.wakeAt(ahead, this);
    session
        .requests()
        .get(ahead, work.watcher())
        .whenComplete(
            (node, e) -> {
              if (node != null) {
                turn.predecessor(ahead, node.data());
              } else {
                forget(ahead);
                if (e == null) {
                  look();
                }
              }
            });
  }

  private void forget(String ahead) {
    synchronized (this) {
      if (ahead.equals(watched)) {
        watched = null;
      }
    }
    work.wakeNoMore(ahead, this);
  }

  /**
   * Decides whether the grant can be made now. Called under the lock, by this class and the turn.
   */
  private Runnable decide() {
    if (phase != Phase.STANDING || work.shut()) {
      return Candidacy::nothing;
    }
    Runnable notYet = turn.notYet();
    if (notYet == null) {
      return grant();
    }
    boolean forLong = turn.delayed();
    return () -> {
      notYet.run();
      if (forLong) {
        listener.waits(this);
      }
    };
  }

  /** Something that the turn waited for has come. */
  void decideAgain() {
    step(this::decide);
  }

  private Runnable grant() {
    Hold granted = new Hold(new FencingToken(czxid, 0), work.clock(), work.options().strict());
    Stamp last = stamp;
    if (last != null) {
      granted.renew(last, work.validity());
    }
    if (!granted.valid() || (work.sessionAware() && !twice)) {
      return work.beats()::now; // the next beat that succeeds decides again
    }
    hold = granted;
    phase = Phase.GRANTED;
    session.metrics().count("zkwire.lease.granted", 1);
    String node = String.valueOf(path);
    boolean tells = tellsLapses;
    return () -> {
      turn.acknowledge(session.requests(), node);
      listener.granted(this, granted);
      if (tells) {
        lapseLater(granted);
      }
    };
  }

  // ---- holding

  /** A write that checked the node has succeeded. */
  void renewed(Stamp sent, boolean closeToTheOneBefore) {
    step(
        () -> {
          stamp = sent;
          twice = closeToTheOneBefore;
          Hold held = hold;
          if (phase == Phase.STANDING) {
            return decide();
          }
          if (phase != Phase.GRANTED || held == null) {
            return Candidacy::nothing;
          }
          if (closeToTheOneBefore || !work.sessionAware()) {
            held.renew(sent, work.validity());
          }
          if (!lapsed || !held.valid()) {
            return Candidacy::nothing;
          }
          lapsed = false;
          return () -> {
            listener.resumed(this);
            lapseLater(held);
          };
        });
  }

  /** From now on the listener is told when the grant lapses, and calls inside are interrupted. */
  public void tellLapses() {
    Hold held;
    synchronized (this) {
      held = hold;
      if (tellsLapses) {
        return;
      }
      tellsLapses = true;
    }
    if (held != null) {
      lapseLater(held);
    }
  }

  private void lapseLater(Hold held) {
    long left = held.validUntil() - work.clock().nanoTime();
    session.later(() -> lapse(true), Math.max(0, left) + 1_000_000, TimeUnit.NANOSECONDS);
  }

  /** Tells of a lapse; looks again at the end of the present validity if there was none. */
  private void lapse(boolean again) {
    step(
        () -> {
          Hold held = hold;
          if (phase != Phase.GRANTED || held == null || lapsed || !tellsLapses) {
            return Candidacy::nothing;
          }
          if (held.valid()) {
            return again ? () -> lapseLater(held) : Candidacy::nothing;
          }
          lapsed = true;
          session.metrics().count("zkwire.lease.lapsed", 1);
          return () -> {
            held.interrupt();
            listener.lapsed(this);
          };
        });
  }

  // ---- the end

  /** The node is gone, whoever deleted it: that is no order, but the grant is over. */
  public void gone() {
    end(null);
  }

  /** The session is gone and its nodes with it, sooner or later. */
  void sessionEnded() {
    String old;
    boolean unknown;
    synchronized (this) {
      if (phase == Phase.LEAVING || phase == Phase.NEW) {
        return; // the release goes on by the new session; nothing was sent by the old one
      }
      old = path;
      unknown = phase == Phase.UNKNOWN;
    }
    end(null);
    if (unknown) {
      arrival.search(); // the new session may have made the node: it would stand for nobody
    }
    if (old != null) {
      new Leftover(session, line, old).remove(hold);
    }
  }

  private void end(@Nullable ZkWireException failure) {
    step(
        () -> {
          if (phase == Phase.ENDED) {
            return Candidacy::nothing;
          }
          boolean told = phase != Phase.LEAVING;
          boolean stands = failure != null && path != null;
          phase = Phase.ENDED;
          Hold held = hold;
          if (held != null) {
            held.close();
          }
          return () -> ended(failure, told, stands, held);
        });
  }

  private void ended(
      @Nullable ZkWireException failure, boolean told, boolean stands, @Nullable Hold held) {
    work.ended(this);
    stopWaiting();
    if (held != null) {
      session.metrics().count("zkwire.lease.ended", 1);
      held.interrupt();
    }
    if (stands) {
      new Leftover(session, line, String.valueOf(path)).remove(held);
    }
    released.complete(null);
    if (told) {
      listener.ended(this, failure);
    }
  }

  private void stopWaiting() {
    String ahead;
    synchronized (this) {
      ahead = watched;
      watched = null;
    }
    if (ahead != null) {
      work.wakeNoMore(ahead, this);
    }
    if (line.capacity() > 1) {
      work.wakeNoMore(line.root(), this);
    }
  }

  /** The connection is there: goes on where it was. */
  void connectedAgain() {
    step(
        () ->
            switch (phase) {
              case NEW -> () -> work.begin(this);
              case UNKNOWN -> arrival::search;
              case STANDING -> this::look;
              case LEAVING -> leaveAgain();
              default -> Candidacy::nothing;
            });
  }

  /** Whether anybody stands in the line who does not stand together with this one. */
  public CompletableFuture<Boolean> othersWait() {
    return session
        .requests()
        .children(line.root())
        .thenApply(
            listing ->
                listing != null
                    && LineView.of(listing.names(), listing.stat()).standing().stream()
                        .anyMatch(s -> !s.shared()));
  }

  /**
   * Closes the guard, waits until guarded calls have left, and deletes the node (R8). The listener
   * is not told.
   *
   * @return completes when the node is gone
   */
  public CompletableFuture<@Nullable Void> release() {
    step(
        () -> {
          Phase before = phase;
          Hold held = hold;
          if (before == Phase.LEAVING || before == Phase.ENDED) {
            return Candidacy::nothing;
          }
          phase = Phase.LEAVING;
          if (before == Phase.NEW) {
            return this::finish;
          }
          if (before == Phase.STANDING) {
            return this::sendRelease;
          }
          return held != null
              ? () -> drain(held)
              : Candidacy::nothing; // the create's answer goes on
        });
    return released;
  }

  /**
   * As {@link #release}; the root goes too, if this is a grant that found nobody unaccounted for,
   * and if nobody else stands there.
   */
  public void releaseWithRoot() {
    synchronized (this) {
      withRoot = phase == Phase.GRANTED && turn.clean();
    }
    release();
  }

  /** The answer to the release, or to the create before it, may have been lost. */
  private Runnable leaveAgain() {
    Hold held = hold;
    if (held != null && !held.drained().isDone()) {
      return Candidacy::nothing; // a call is inside: the node stays
    }
    return path != null ? this::sendRelease : arrival::search;
  }

  private void drain(Hold held) {
    work.beats().leave(this);
    held.close();
    if (!held.drained().isDone()) {
      session.later(() -> outlived(held), ExclusiveWork.DRAIN.toNanos(), TimeUnit.NANOSECONDS);
    }
    held.drained().thenRun(this::sendRelease);
  }

  private void outlived(Hold held) {
    if (!held.drained().isDone()) {
      held.interrupt();
      Outlived.report(session, line, held);
    }
  }

  private void sendRelease() {
    stopWaiting();
    work.beats().leave(this);
    String node = String.valueOf(path);
    CompletableFuture<@Nullable Void> sent =
        withRoot
            ? Leftover.removeRoot(session, line, node)
            : Leftover.release(session, line, node, turn.seen());
    sent.whenComplete(
        (done, e) -> {
          if (e == null || !Failures.connectionLost(e)) {
            finish();
          } // otherwise it is sent again when the connection is back
        });
  }

  private void finish() {
    synchronized (this) {
      phase = Phase.ENDED;
    }
    work.ended(this);
    released.complete(null);
  }

  /** What a transaction failed at, if that was its first operation, the check of the node. */
  static boolean nodeGone(Throwable e) {
    return Failures.unwrap(e) instanceof MultiFailed multi
        && multi.index() == 0
        && multi.reason().code() == Code.NONODE;
  }

  /** For the parent's account. */
  static int departures(Stat stat) {
    return LineView.of(List.of(), stat).departures();
  }
}
