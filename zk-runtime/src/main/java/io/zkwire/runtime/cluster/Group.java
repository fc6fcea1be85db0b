package io.zkwire.runtime.cluster;

import io.zkwire.ErrorCode;
import io.zkwire.Member;
import io.zkwire.Reason;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.cluster.MemberJson.Unreadable;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.session.Watches;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a group, by one watch on all of it: a join or a change costs one read, a death none.
 * Events and answers arrive on ZooKeeper's event thread in the order of what happened, and are
 * taken in that order. Thread-safe.
 *
 * <p>A member that leaves writes its node and deletes it in one transaction: two events with one
 * zxid. The read that the first of them causes finds nothing, and then it {@link Reason#LEFT}; or
 * the node of its next session, and then it was never away. A deletion alone is a death.
 */
final class Group {

  /** For how long changes are collected before the next ones are read. */
  static final long COLLECT_MILLIS = 50;

  private final Session session;
  private final String name;
  private final String root;
  private final Watches watches;
  private final GroupReader reader;
  private final Map<String, Known> known = new HashMap<>();
  private final Map<String, Long> changed = new LinkedHashMap<>(); // path to zxid, not read yet
  private final Map<String, Long> announced = new HashMap<>(); // path to zxid of a write being read
  private final List<View> views = new CopyOnWriteArrayList<>();
  private final Set<String> reported = ConcurrentHashMap.newKeySet();
  private CompletableFuture<@Nullable Void> filled = new CompletableFuture<>();
  private boolean read; // once at least: what is found from then on is news
  private @Nullable Set<String> seen;
  private boolean collecting;
  private boolean current;

  /** A member as it stands. */
  private record Known(Member member, long czxid, long mzxid) {}

  Group(Session session, String name) {
    this.session = session;
    this.name = name;
    this.root = Places.group(name);
    this.watches = new Watches(session, this::event);
    this.reader = new GroupReader(session, root, this::found, this::denied);
  }

  String name() {
    return name;
  }

  /** Begins to watch. */
  void begin() {
    watches.require(List.of(root));
    synchronise();
  }

  /** Completes when the group has been read once; fails if it may not be read. */
  synchronized CompletableFuture<@Nullable Void> filled() {
    return filled;
  }

  synchronized boolean current() {
    return current;
  }

  /** Adds a view, with those who are there now. */
  synchronized void add(View view) {
    known.values().forEach(each -> view.fill(each.member()));
    views.add(view);
  }

  /** Takes a view away; true where none is left. */
  synchronized boolean remove(View view) {
    views.remove(view);
    return views.isEmpty();
  }

  void end() {
    reader.stop();
    watches.retain(List.of());
    session.problems().clear("group " + name);
    reported.forEach(path -> session.problems().clear(subject(path)));
  }

  void connected(boolean newSession) {
    watches.connected(newSession);
    synchronise();
  }

  /** Compares with what stands: nobody tells what happened while the connection was away. */
  private void synchronise() {
    Set<String> listed = new HashSet<>();
    synchronized (this) {
      seen = listed;
      current = false;
      if (filled.isCompletedExceptionally()) {
        filled = new CompletableFuture<>(); // what was denied may be allowed now
      }
      announced.putAll(changed); // a deletion that follows is a farewell still
      changed.clear();
      collecting = false;
    }
    reader.readAll(
        path -> {
          synchronized (this) {
            listed.add(path);
          }
        },
        e -> synchronised(listed, e));
  }

  private void synchronised(Set<String> listed, @Nullable Throwable e) {
    CompletableFuture<@Nullable Void> told;
    List<String> mended = List.of();
    synchronized (this) {
      if (seen != listed) {
        return; // another one has begun
      }
      told = filled;
      if (e == null) {
        seen = null;
        current = true;
        read = true;
        mended = reported.stream().filter(path -> !listed.contains(path)).toList();
        for (String path : List.copyOf(known.keySet())) {
          if (!listed.contains(path)) {
            gone(path, Reason.UNKNOWN);
          }
        }
      }
    }
    if (e == null) {
      session.problems().clear("group " + name);
      mended.forEach(this::mended);
      told.complete(null);
    } else {
      var failure = GroupReader.failure(e, session.requests().real(root));
      String message = String.valueOf(failure.getMessage());
      session.problems().report(new Problem(failure.code(), "group " + name, message), e);
      told.completeExceptionally(failure);
      session.later(this::again, 5, TimeUnit.SECONDS);
    }
  }

  private void again() {
    boolean needed;
    synchronized (this) {
      needed = seen != null && !views.isEmpty();
    }
    if (needed) {
      synchronise();
    }
  }

  private void event(WatchedEvent event) {
    String path = session.requests().logical(String.valueOf(event.getPath()));
    String id = Places.id(root, path);
    if (id == null) {
      return;
    }
    long zxid = event.getZxid();
    switch (event.getType()) {
      case NodeCreated -> created(path);
      case NodeDataChanged -> written(path, zxid);
      case NodeDeleted -> deleted(path, zxid);
      default -> {}
    }
  }

  private void created(String path) {
    synchronized (this) {
      if (seen != null) {
        seen.add(path);
      }
    }
    reader.read(path);
  }

  /** Changes in quick succession are collected, and read together. */
  private void written(String path, long zxid) {
    synchronized (this) {
      changed.put(path, zxid);
      if (collecting) {
        return;
      }
      collecting = true;
    }
    readChanged();
  }

  private void readChanged() {
    List<String> paths;
    synchronized (this) {
      if (changed.isEmpty()) {
        collecting = false;
        return;
      }
      paths = List.copyOf(changed.keySet());
      announced.putAll(changed);
      changed.clear();
    }
    reader.readMany(paths);
    session.later(this::readChanged, COLLECT_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void deleted(String path, long zxid) {
    boolean again = false;
    synchronized (this) {
      Long collected = changed.remove(path);
      if (collected != null && collected == zxid) {
        announced.put(path, zxid);
        again = true;
      } else if (!Long.valueOf(zxid).equals(announced.get(path))) {
        announced.remove(path);
        gone(path, Reason.DIED);
      }
    }
    mended(path);
    if (again) {
      reader.read(path);
    }
  }

  /** An answer: the node as it is, or null where there is none. */
  private void found(String path, @Nullable Node node) {
    String id = Places.id(root, path);
    if (id == null) {
      return;
    }
    if (node == null) {
      synchronized (this) {
        gone(path, announced.remove(path) == null ? Reason.UNKNOWN : Reason.LEFT);
      }
      mended(path);
      return;
    }
    Member member;
    try {
      Names.segment("member", id);
      member = MemberJson.read(name, id, node.data());
      mended(path);
    } catch (Unreadable | RuntimeException e) {
      unreadable(path, node.stat(), e);
      return;
    }
    synchronized (this) {
      announced.remove(path);
      take(path, new Known(member, node.stat().getCzxid(), node.stat().getMzxid()));
    }
  }

  private void take(String path, Known now) {
    Known before = known.put(path, now);
    if (before == null) {
      views.forEach(view -> view.joined(now.member(), read));
    } else if (before.czxid() != now.czxid()
        && !before.member().incarnation().equals(now.member().incarnation())) {
      views.forEach(view -> view.left(before.member(), Reason.UNKNOWN));
      views.forEach(view -> view.joined(now.member(), true));
    } else if (before.mzxid() != now.mzxid() && !before.member().equals(now.member())) {
      views.forEach(view -> view.changed(now.member()));
    }
  }

  private void gone(String path, Reason reason) {
    Known before = known.remove(path);
    if (before != null) {
      views.forEach(view -> view.left(before.member(), reason));
    }
  }

  private void mended(String path) {
    if (reported.remove(path)) {
      session.problems().clear(subject(path));
    }
  }

  /** A member that may not be read: not shown, or as it was, and never without a word. */
  private void denied(String path) {
    reported.add(path);
    var failure = Failures.denied(session.requests().real(path), "READ");
    String message = String.valueOf(failure.getMessage());
    session.problems().report(new Problem(failure.code(), subject(path), message), failure);
  }

  private String subject(String path) {
    return "node " + path;
  }

  /** Whoever is known stays as last read; whoever is not is not shown. */
  private void unreadable(String path, Stat stat, Exception e) {
    synchronized (this) {
      announced.remove(path);
    }
    String real = Names.printable(session.requests().real(path));
    String message =
        ErrorCode.MEMBER_UNREADABLE.message(
            real
                + " (mzxid 0x"
                + Long.toHexString(stat.getMzxid())
                + ") is no member: "
                + Names.printable(String.valueOf(e.getMessage())),
            "Look who writes there; a member that was known is shown as it was");
    reported.add(path);
    session.problems().report(new Problem(ErrorCode.MEMBER_UNREADABLE, subject(path), message), e);
  }
}
