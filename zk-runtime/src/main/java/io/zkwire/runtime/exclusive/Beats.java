package io.zkwire.runtime.exclusive;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The beat of this process (R1): each sixth of the session timeout one write, which checks the node
 * of everything that it holds or stands for. Only while there is something. Thread-safe.
 */
final class Beats {

  private static final Logger LOG = LoggerFactory.getLogger(Beats.class);

  private final ExclusiveWork work;
  private final Session session;
  private final Set<Candidacy> members = new LinkedHashSet<>();
  private String id = UUID.randomUUID().toString();
  private boolean made;
  private CompletableFuture<@Nullable Void> standing = new CompletableFuture<>();
  private boolean underway;
  private boolean overdue;
  private boolean ticking;
  private @Nullable Stamp last;
  private long idleSince;

  Beats(ExclusiveWork work) {
    this.work = work;
    this.session = work.session();
  }

  /** The UUID of the beat node of this session. */
  synchronized String id() {
    return id;
  }

  /** From now on a node is checked by each beat. */
  synchronized void join(Candidacy candidacy) {
    members.add(candidacy);
    if (!ticking) {
      ticking = true;
      tickLater();
    }
  }

  synchronized void leave(Candidacy candidacy) {
    members.remove(candidacy);
    idleSince = work.clock().nanoTime();
  }

  /** A new session has a beat node of its own. */
  synchronized void newSession() {
    id = UUID.randomUUID().toString();
    made = false;
    standing = new CompletableFuture<>();
    last = null;
  }

  private void tickLater() {
    session.later(this::tick, interval().toNanos(), TimeUnit.NANOSECONDS);
  }

  /** A sixth of the session timeout; less where the stored lease is shorter than half of it. */
  private Duration interval() {
    Duration sixth = session.negotiatedTimeout().dividedBy(6);
    Duration third = work.validity().dividedBy(3);
    return third.isZero() || sixth.compareTo(third) < 0 ? sixth : third;
  }

  private void tick() {
    List<Candidacy> all;
    synchronized (this) {
      if (!needed()) {
        ticking = false;
        return;
      }
      tickLater();
      all = List.copyOf(members);
    }
    all.forEach(Candidacy::tick);
    now();
  }

  /** With the session's word in place of the delay, beats go on for a while (R2). */
  private boolean needed() {
    long linger = work.sessionAware() ? session.negotiatedTimeout().toNanos() * 2 : 0;
    return !members.isEmpty() || work.clock().nanoTime() - idleSince < linger;
  }

  /** Completes when the beat node of this session stands. */
  CompletableFuture<@Nullable Void> node() {
    CompletableFuture<@Nullable Void> there;
    synchronized (this) {
      there = standing;
      if (there.isDone()) {
        return there;
      }
      idleSince = work.clock().nanoTime();
    }
    now();
    return there;
  }

  /** Beats at once, or as soon as the answer to the beat before is there. */
  void now() {
    synchronized (this) {
      if (!needed()) {
        return;
      }
      if (underway) {
        overdue = true;
        return;
      }
      underway = true;
      overdue = false;
    }
    beat();
  }

  private void beat() {
    Requests requests = session.requests();
    List<Candidacy> checked = new ArrayList<>();
    List<Op> ops = new ArrayList<>();
    String path;
    synchronized (this) {
      for (Candidacy member : members) {
        String node = member.path();
        if (node != null) {
          checked.add(member);
          ops.add(requests.check(node));
        }
      }
      path = StoredLease.BEATS + "/" + id;
      ops.add(
          made ? requests.set(path, null, -1) : requests.create(path, null, CreateMode.EPHEMERAL));
    }
    session.metrics().count("zkwire.lease.beats", 1);
    Stamp stamp = Stamp.of(work.clock());
    requests.multi(ops).whenComplete((results, e) -> answered(path, checked, stamp, e));
  }

  private void answered(String path, List<Candidacy> checked, Stamp stamp, @Nullable Throwable e) {
    boolean again;
    boolean close = false;
    CompletableFuture<@Nullable Void> madeNow = new CompletableFuture<>();
    synchronized (this) {
      if (e == null) {
        made = path.endsWith(id);
        if (made) { // not the node of a session that has ended meanwhile
          madeNow = standing;
        }
        close = last != null && stamp.nanos() - last.nanos() <= closeEnough();
        last = stamp;
      }
      again = overdue;
      underway = false;
    }
    if (e == null) {
      boolean twice = close;
      madeNow.complete(null);
      checked.forEach(member -> member.renewed(stamp, twice));
    } else {
      again |= failed(path, checked, e);
    }
    if (again) {
      now();
    }
  }

  private long closeEnough() {
    return session.negotiatedTimeout().toNanos() / 4;
  }

  /** Whether to beat again at once: one grant that ended must not keep the others from renewal. */
  private boolean failed(String path, List<Candidacy> checked, Throwable e) {
    if (!(Failures.unwrap(e) instanceof MultiFailed multi)) {
      LOG.debug("{} could not beat", session.label(), e);
      return false;
    }
    if (multi.index() < checked.size()) {
      checked.get(multi.index()).gone();
      return true;
    }
    Code code = multi.reason().code();
    synchronized (this) {
      made = path.endsWith(id) && code == Code.NODEEXISTS; // a create whose answer was lost
    }
    if (code == Code.NONODE) {
      LOG.warn("{} finds that somebody has deleted {}", session.label(), path);
      session.requests().ensure(StoredLease.BEATS).whenComplete((there, why) -> now());
    }
    return code == Code.NODEEXISTS;
  }
}
