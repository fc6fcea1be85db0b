package io.zkwire.runtime.cluster;

import io.zkwire.ErrorCode;
import io.zkwire.Member;
import io.zkwire.MemberHealth;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A member of this process: what all its objects tell, in one node. It is there as long as somebody
 * here wants it. Thread-safe.
 */
final class OwnMember {

  private final Session session;
  private final Drain drain;
  private final GroupNodes groups;
  private final Standing standing;
  private final String group;
  private final String id;
  private final int buckets;
  private final Description fixed;
  private final List<Contribution> contributions = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Contribution> handle = new AtomicReference<>();
  private volatile String version;
  private @Nullable ScheduledFuture<?> timer;
  private Duration every = Duration.ofSeconds(10);
  private int wishes;
  private boolean joining;
  private volatile MemberNode node;

  /** What does not change. */
  record Description(
      String incarnation, String host, List<String> addresses, long pid, Instant started) {}

  OwnMember(ClusterContext context, String group, String id, int buckets, String version) {
    this.session = context.session();
    this.drain = context.drain();
    this.group = group;
    this.id = id;
    this.buckets = buckets;
    this.version = version;
    this.fixed =
        new Description(
            UUID.randomUUID().toString(),
            session.instance().host(),
            context.addresses(),
            ProcessHandle.current().pid(),
            session.options().clock().now());
    this.groups = context.groups();
    this.standing = context.standing();
    this.node = new MemberNode(session, this, groups);
  }

  String group() {
    return group;
  }

  String id() {
    return id;
  }

  int buckets() {
    return buckets;
  }

  String incarnation() {
    return fixed.incarnation();
  }

  MemberNode node() {
    return node;
  }

  MemberHealth health() {
    return contributions.stream().allMatch(Contribution::healthy)
        ? MemberHealth.HEALTHY
        : MemberHealth.UNHEALTHY;
  }

  /** Adds what an object tells. */
  void add(Contribution contribution) {
    contributions.add(contribution);
    contribution.begin(this::told);
    if (!contribution.version().isEmpty()) {
      version = contribution.version();
    }
    synchronized (this) {
      every = contribution.every();
      schedule();
    }
  }

  void remove(Contribution contribution) {
    contribution.close();
    if (contributions.remove(contribution)) {
      told();
    }
  }

  /** The contribution of handles, made when it is first needed. */
  private Contribution ofHandles() {
    Contribution made =
        Contribution.ofHandle(session, group + "/" + id, session.mailbox("member " + id), every());
    Contribution present = handle.compareAndExchange(null, made);
    if (present != null) {
      return present;
    }
    add(made);
    return made;
  }

  private synchronized Duration every() {
    return every;
  }

  /** One more here wants it to be there. */
  CompletableFuture<@Nullable Void> want() {
    MemberNode joins;
    synchronized (this) {
      wishes++;
      if (joining) {
        return node.join();
      }
      joining = true;
      joins = new MemberNode(session, this, groups); // a node serves once
      node = joins;
      schedule();
    }
    return CompletableFuture.allOf(
            contributions.stream().map(Contribution::first).toArray(CompletableFuture[]::new))
        .thenCompose(first -> joins.ended() ? joins.join() : drain.wishOf(this))
        .thenCompose(wish -> joins.join());
  }

  /** One less; the last one makes it leave. */
  CompletableFuture<@Nullable Void> unwant() {
    synchronized (this) {
      wishes--;
      if (wishes > 0) {
        return CompletableFuture.completedFuture(null);
      }
      joining = false;
      stopReading();
    }
    Contribution handles = handle.getAndSet(null);
    if (handles != null) {
      handles.close();
      contributions.remove(handles);
    }
    return node.leave();
  }

  synchronized boolean wanted() {
    return wishes > 0;
  }

  /** Whether it has been there since it is wanted; that somebody deleted its node is no end. */
  boolean joined() {
    return node.joined();
  }

  /** Whether nothing here has to do with it. */
  boolean idle() {
    return !wanted() && contributions.isEmpty();
  }

  /** Leaves, whoever wants it. */
  CompletableFuture<@Nullable Void> end() {
    synchronized (this) {
      stopReading();
    }
    contributions.forEach(Contribution::close);
    return node.leave();
  }

  private void stopReading() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  /** Its node stands. */
  void stands() {
    standing.tell(this);
  }

  /** Something else is to be told. */
  void told() {
    node.changed();
  }

  void refresh() {
    contributions.forEach(Contribution::refresh);
  }

  /** Called with the lock held; the state is read as long as there is any. */
  private void schedule() {
    if (timer == null && joining && contributions.stream().anyMatch(Contribution::tellsState)) {
      double part = 0.9 + ThreadLocalRandom.current().nextDouble() * 0.2;
      timer = session.later(this::collect, (long) (every.toNanos() * part), TimeUnit.NANOSECONDS);
    }
  }

  private void collect() {
    contributions.forEach(Contribution::collect);
    synchronized (this) {
      if (timer != null) {
        timer = null;
        schedule();
      }
    }
  }

  /** As others see it. */
  Member description() {
    return member(state());
  }

  private Member member(Map<String, Object> state) {
    return new Member(
        group,
        id,
        fixed.incarnation(),
        fixed.host(),
        fixed.addresses(),
        fixed.pid(),
        fixed.started(),
        session.negotiatedTimeout(),
        ClusterContext.ZKWIRE,
        version,
        health(),
        drain.status(),
        state);
  }

  private Map<String, Object> state() {
    Map<String, Object> state = new TreeMap<>();
    contributions.forEach(contribution -> state.putAll(contribution.state()));
    return state;
  }

  /** What its node holds. State that is too large is left out, and reported. */
  byte[] content() {
    String subject = "state of member " + group + "/" + id;
    byte[] all = MemberJson.write(description());
    if (all.length <= MemberJson.LARGEST) {
      session.problems().clear(subject);
      return all;
    }
    session
        .problems()
        .report(
            new Problem(
                ErrorCode.MEMBER_STATE,
                subject,
                ErrorCode.MEMBER_STATE.message(
                    "what "
                        + group
                        + "/"
                        + id
                        + " tells has "
                        + all.length
                        + " bytes, more than "
                        + MemberJson.LARGEST,
                    "Tell less; until then it tells no state")),
            null);
    return MemberJson.write(member(Map.of()));
  }

  /** Reads something more at each time. */
  void state(String name, Supplier<?> value) {
    ofHandles().add(name, value);
    synchronized (this) {
      schedule();
    }
  }
}
