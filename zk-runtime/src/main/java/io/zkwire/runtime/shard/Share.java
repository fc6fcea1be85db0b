package io.zkwire.runtime.shard;

import io.zkwire.ClusterView;
import io.zkwire.ErrorCode;
import io.zkwire.Member;
import io.zkwire.Shard;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.cluster.ClusterFeature;
import io.zkwire.runtime.exclusive.ExclusiveWork;
import io.zkwire.runtime.exclusive.Hold;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The share of this process of one group: it gives back what is too much, and stands for what is
 * free while it has too little, each time that the members or the shards have changed. Nothing here
 * blocks, and no order is heard but the grants. Thread-safe.
 */
final class Share implements OwnShard.Owner {

  /** For how long changes are collected: those who come together are counted together. */
  private static final long SETTLE_MILLIS = 100;

  private static final long AGAIN_MILLIS = 1_000;
  private static final long RETRY_MILLIS = 5_000;

  private final Session session;
  private final ExclusiveWork work;
  private final ClusterFeature cluster;
  private final String group;
  private final int count;
  private final GroupRoot root;
  private final Occupancy occupancy;
  private final TreeMap<Integer, OwnShard> shards = new TreeMap<>();
  private final List<CompletableFuture<@Nullable Void>> leaving = new ArrayList<>();
  private final List<ShareListener> listeners = new CopyOnWriteArrayList<>();
  private @Nullable ClusterView view;
  private int wishes;
  private int rounds;
  private boolean fits;
  private boolean paused;
  private boolean ended;
  private boolean scheduled;
  private @Nullable Object outsider;

  Share(Session session, ExclusiveWork work, ClusterFeature cluster, String group, int count) {
    this.session = session;
    this.work = work;
    this.cluster = cluster;
    this.group = group;
    this.count = count;
    this.root = new GroupRoot(session, work, group, count);
    this.occupancy = new Occupancy(session, root.path(), count, this::look);
  }

  String group() {
    return group;
  }

  int count() {
    return count;
  }

  String path() {
    return root.path();
  }

  /** One more here wants it. */
  synchronized void want() {
    wishes++;
  }

  /** One less; true for the last one. */
  synchronized boolean unwant() {
    wishes--;
    return wishes == 0;
  }

  /**
   * Begins to follow the group. May wait.
   *
   * @return completes when the number of shards is known to be the same; fails if it is not
   */
  CompletableFuture<@Nullable Void> begin() {
    CompletableFuture<@Nullable Void> fitting = synchronise();
    ClusterView members = cluster.members(group);
    members.onChange(change -> look());
    boolean late;
    synchronized (this) {
      late = ended;
      view = members;
    }
    if (late) {
      members.close();
    }
    look();
    return fitting;
  }

  void connected(boolean newSession) {
    occupancy.connected(newSession);
    synchronise();
  }

  /** Nobody tells what happened while the connection was away. */
  private CompletableFuture<@Nullable Void> synchronise() {
    int number;
    synchronized (this) {
      number = ++rounds;
      if (ended || session.state() != SessionState.CONNECTED) {
        return CompletableFuture.completedFuture(null);
      }
    }
    return root.ensure().whenComplete((done, e) -> compared(number, e));
  }

  private void compared(int number, @Nullable Throwable e) {
    synchronized (this) {
      if (number != rounds || ended) {
        return;
      }
      if (e != null && Failures.connectionLost(e)) {
        return; // asked again when it is back
      }
      fits = e == null;
    }
    if (e == null) {
      session.problems().clear(subject());
      occupancy.read();
      return;
    }
    report(Failures.translate(e, "read", root.path()));
    session.later(this::synchronise, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    look();
  }

  private void report(ZkWireException failure) {
    String message = String.valueOf(failure.getMessage());
    session.problems().report(new Problem(failure.code(), subject(), message), failure);
  }

  private String subject() {
    return "shards " + group;
  }

  /** Something may have to change hands. */
  private void look() {
    look(SETTLE_MILLIS);
  }

  private void look(long millis) {
    synchronized (this) {
      if (scheduled || ended) {
        return;
      }
      scheduled = true;
    }
    session.later(this::balance, millis, TimeUnit.MILLISECONDS);
  }

  private void balance() {
    synchronized (this) {
      scheduled = false;
      if (ended || session.state() != SessionState.CONNECTED) {
        return;
      }
    }
    ClusterView members;
    synchronized (this) {
      members = view;
    }
    if (members == null || members.stale()) {
      look(AGAIN_MILLIS);
      return;
    }
    List<String> own = cluster.ownAvailable(group);
    int quota = quota(members, own);
    List<OwnShard> begun = new ArrayList<>();
    List<OwnShard> given = new ArrayList<>();
    boolean missing;
    synchronized (this) {
      if (ended) {
        return;
      }
      String first = own.isEmpty() ? "" : own.get(0);
      int most = paused || !fits ? 0 : quota;
      choose(first, shards.size() - most, given);
      claim(first, most - shards.size(), begun);
      missing = shards.size() < most;
    }
    giveBack(given);
    begun.forEach(OwnShard::begin);
    if (missing) {
      look(AGAIN_MILLIS);
    }
    outside(own.isEmpty() && cluster.ownIds(group).isEmpty());
  }

  private int quota(ClusterView members, List<String> own) {
    Set<String> all = members.healthy().stream().map(Member::id).collect(Collectors.toSet());
    all.removeAll(Set.copyOf(cluster.ownIds(group)));
    all.addAll(own);
    return Quota.of(group, all, Set.copyOf(own), count);
  }

  /** What is too much: first what is not had yet, then what others would rather have. */
  private void choose(String member, int many, List<OwnShard> given) {
    if (many <= 0) {
      return;
    }
    List<Integer> order = new ArrayList<>(Quota.preferred(member, shards.keySet()));
    Collections.reverse(order);
    List<Integer> chosen = new ArrayList<>();
    order.stream().filter(number -> !granted(number)).forEach(chosen::add);
    order.stream().filter(this::granted).forEach(chosen::add);
    for (Integer number : chosen.subList(0, Math.min(many, chosen.size()))) {
      OwnShard shard = shards.remove(number);
      if (shard != null) {
        given.add(shard);
      }
    }
  }

  private boolean granted(Integer number) {
    OwnShard shard = shards.get(number);
    return shard != null && shard.hold() != null;
  }

  private void claim(String member, int many, List<OwnShard> begun) {
    if (many <= 0 || !occupancy.current()) {
      return;
    }
    List<Integer> free =
        IntStream.range(0, count)
            .filter(number -> !shards.containsKey(number) && occupancy.free(number))
            .boxed()
            .toList();
    for (Integer number : Quota.preferred(member, free).subList(0, Math.min(many, free.size()))) {
      OwnShard shard = new OwnShard(session, work, this, group, number, count);
      shards.put(number, shard);
      begun.add(shard);
    }
  }

  /** Listeners are told first, and what they are told of is kept until they have returned. */
  private CompletableFuture<@Nullable Void> giveBack(List<OwnShard> given) {
    if (given.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    List<Hold> holds = given.stream().map(OwnShard::hold).filter(Objects::nonNull).toList();
    session.metrics().count("zkwire.shards.given", holds.size());
    listeners.forEach(listener -> listener.tell(holds));
    CompletableFuture<@Nullable Void> all =
        CompletableFuture.allOf(
            given.stream().map(OwnShard::release).toArray(CompletableFuture[]::new));
    synchronized (this) {
      leaving.add(all);
    }
    all.whenComplete(
        (done, e) -> {
          synchronized (this) {
            leaving.removeIf(each -> each == all);
          }
          look();
        });
    return all;
  }

  /**
   * A process that is no member will never have a share: said if that is still so after a while.
   */
  private void outside(boolean now) {
    String subject = "member of shards " + group;
    Object turn = new Object();
    synchronized (this) {
      if (!now) {
        outsider = null;
      } else if (outsider == null) {
        outsider = turn;
      }
    }
    if (!now) {
      session.problems().clear(subject);
      return;
    }
    session.later(() -> stillOutside(turn, subject), RETRY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void stillOutside(Object turn, String subject) {
    synchronized (this) {
      if (outsider != turn || ended) {
        return;
      }
    }
    String message =
        ErrorCode.SHARD_OUTSIDER.message(
            "this process wants shards of '" + group + "' and is no member of it",
            "Annotate a class with @ClusterMember(group = \""
                + group
                + "\", ...), or call ZkWire.join");
    session.problems().report(new Problem(ErrorCode.SHARD_OUTSIDER, subject, message), null);
  }

  // ---- what becomes of shards

  @Override
  public void changed() {
    listeners.forEach(listener -> listener.tell(List.of()));
  }

  @Override
  public void taken(OwnShard shard) {
    synchronized (this) {
      if (!shards.remove(shard.number(), shard)) {
        return;
      }
    }
    shard.release();
    look();
  }

  @Override
  public void ended(OwnShard shard, @Nullable ZkWireException failure) {
    synchronized (this) {
      if (!shards.remove(shard.number(), shard)) {
        return;
      }
    }
    changed();
    if (failure == null) {
      look();
    } else {
      report(failure);
      look(RETRY_MILLIS);
    }
  }

  /** Those that are had at this moment, by number. */
  List<Shard> mine() {
    List<Shard> out = new ArrayList<>();
    synchronized (this) {
      out.addAll(shards.values());
    }
    out.removeIf(shard -> !shard.held());
    return Collections.unmodifiableList(out);
  }

  @Nullable Shard find(int number) {
    OwnShard shard;
    synchronized (this) {
      shard = shards.get(number);
    }
    return shard != null && shard.held() ? shard : null;
  }

  /** Adds a listener; one that comes while there is a share is told it. */
  void listen(ShareListener listener) {
    listeners.add(listener);
    listener.tell(List.of());
  }

  void forget(ShareListener listener) {
    listeners.remove(listener);
    listener.close();
  }

  /** Gives everything back, and wants nothing until {@link #resume}. */
  CompletableFuture<@Nullable Void> pause() {
    synchronized (this) {
      paused = true;
    }
    return giveAllBack();
  }

  void resume() {
    synchronized (this) {
      paused = false;
    }
    look();
  }

  /** Gives everything back, and follows the group no longer. */
  CompletableFuture<@Nullable Void> end() {
    ClusterView members;
    synchronized (this) {
      ended = true;
      members = view;
      view = null;
    }
    if (members != null) {
      members.close();
    }
    occupancy.end();
    session.problems().clear(subject());
    session.problems().clear("member of shards " + group);
    return giveAllBack();
  }

  private CompletableFuture<@Nullable Void> giveAllBack() {
    List<OwnShard> all;
    List<CompletableFuture<@Nullable Void>> before;
    synchronized (this) {
      all = List.copyOf(shards.values());
      shards.clear();
      before = new ArrayList<>(leaving);
    }
    before.add(giveBack(all));
    return CompletableFuture.allOf(before.toArray(CompletableFuture[]::new));
  }
}
