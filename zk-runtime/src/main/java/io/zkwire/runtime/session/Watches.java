package io.zkwire.runtime.session;

import io.zkwire.ErrorCode;
import io.zkwire.runtime.Problem;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.AsyncCallback;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watches of one feature: persistent and recursive, few of them. A path has a watch of its own
 * while few others stand near it; more than {@value #MOST_SIBLINGS} below one parent share a watch
 * on the parent. Never on the chroot itself. Thread-safe.
 */
public final class Watches {

  static final int MOST_SIBLINGS = 4;
  private static final Logger LOG = LoggerFactory.getLogger(Watches.class);

  private final Session session;
  private final Watcher watcher;
  private final TreeMap<String, Boolean> established = new TreeMap<>();
  private final AtomicBoolean waiting = new AtomicBoolean();

  /**
   * Makes an empty set of watches.
   *
   * @param session the session
   * @param onEvent called on ZooKeeper's event thread with each event of a node, its path below the
   *     chroot
   */
  public Watches(Session session, Consumer<WatchedEvent> onEvent) {
    this.session = session;
    watcher =
        event -> {
          if (event.getPath() != null && event.getType() != Watcher.Event.EventType.None) {
            onEvent.accept(event);
          }
        };
  }

  /** Watches paths, each with all below it, where no watch covers them yet. */
  public void require(Collection<String> paths) {
    TreeSet<String> superseded = new TreeSet<>();
    TreeSet<String> added = new TreeSet<>();
    synchronized (established) {
      TreeSet<String> entries = new TreeSet<>(established.keySet());
      for (String path : paths) {
        if (!covered(entries, path)) {
          entries.add(path);
        }
      }
      merge(entries);
      for (String old : List.copyOf(established.keySet())) {
        if (!entries.contains(old)) {
          established.remove(old);
          superseded.add(old);
        }
      }
      for (String entry : entries) {
        if (established.putIfAbsent(entry, false) == null) {
          added.add(entry);
        }
      }
      added.forEach(this::establish); // sent under the lock: requests keep the order of decisions
      superseded.forEach(this::remove);
    }
  }

  /** Ends the watches that cover none of the given paths. */
  public void retain(Collection<String> paths) {
    TreeSet<String> needed = new TreeSet<>(paths);
    TreeSet<String> unneeded = new TreeSet<>();
    synchronized (established) {
      for (String entry : List.copyOf(established.keySet())) {
        String below = needed.ceiling(entry + "/");
        if (!needed.contains(entry) && (below == null || !below.startsWith(entry + "/"))) {
          established.remove(entry);
          unneeded.add(entry);
        }
      }
      unneeded.forEach(this::remove);
    }
  }

  /** After a reconnect: makes the watches again that the server does not have. */
  public void connected(boolean newSession) {
    TreeSet<String> missing = new TreeSet<>();
    synchronized (established) {
      established.replaceAll((path, there) -> there && !newSession);
      established.forEach((path, there) -> addUnless(there, path, missing));
      missing.forEach(this::establish);
    }
  }

  private static void addUnless(boolean there, String path, Set<String> missing) {
    if (!there) {
      missing.add(path);
    }
  }

  /** The watched paths. */
  public List<String> list() {
    synchronized (established) {
      return List.copyOf(established.keySet());
    }
  }

  static boolean covered(Set<String> entries, String path) {
    for (String p = path; p != null; p = parent(p)) {
      if (entries.contains(p)) {
        return true;
      }
    }
    return false;
  }

  /** Replaces entries by their parent where more than a few share it, from the deepest up. */
  static void merge(NavigableSet<String> entries) {
    TreeMap<Integer, Map<String, Integer>> byDepth = new TreeMap<>();
    for (String entry : entries) {
      for (String p = parent(entry); p != null; p = parent(p)) {
        byDepth.computeIfAbsent(depth(p), d -> new HashMap<>()).putIfAbsent(p, 0);
      }
    }
    for (Map<String, Integer> parents : byDepth.descendingMap().values()) {
      for (String parent : parents.keySet()) {
        var below = entries.subSet(parent + "/", parent + "0"); // '0' follows '/'
        if (below.size() > MOST_SIBLINGS) {
          below.clear();
          entries.add(parent);
        }
      }
    }
  }

  /** The parent, or null where that is the chroot. */
  private static @Nullable String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? null : path.substring(0, slash);
  }

  private static int depth(String path) {
    return (int) path.chars().filter(c -> c == '/').count();
  }

  private void establish(String path) {
    session
        .requests()
        .done(
            path,
            (zk, future) ->
                zk.addWatch(
                    session.requests().real(path),
                    watcher,
                    AddWatchMode.PERSISTENT_RECURSIVE,
                    (rc, p, ctx) -> Answers.done(future, rc, path),
                    null))
        .whenComplete((done, e) -> established(path, e));
  }

  private void established(String path, @Nullable Throwable e) {
    if (e == null) {
      synchronized (established) {
        established.computeIfPresent(path, (p, there) -> true);
      }
      session.problems().clear("watch " + path);
    } else if (!Failures.connectionLost(e)) {
      session.problems().report(problem(path, e), e);
      if (waiting.compareAndSet(false, true)) { // once for all that are missing
        session.later(this::again, 5, TimeUnit.SECONDS);
      }
    }
  }

  private void again() {
    waiting.set(false);
    connected(false);
  }

  private Problem problem(String path, Throwable e) {
    return new Problem(
        ErrorCode.SESSION_REQUEST,
        "watch " + path,
        ErrorCode.SESSION_REQUEST.message(
            "cannot watch " + session.requests().real(path) + ": " + Failures.unwrap(e),
            "Use a server of ZooKeeper 3.6 or later; it is tried again each 5 s"));
  }

  /**
   * On a client of our own all watches of the path are ours, and only removing all reaches the
   * server: removing one watcher is a local matter of the client. On a client that others share,
   * the server forgets at its next session.
   */
  private void remove(String path) {
    String real = session.requests().real(path);
    session
        .requests()
        .done(
            path,
            (zk, future) -> {
              AsyncCallback.VoidCallback done =
                  (rc, p, ctx) ->
                      Answers.done(future, rc == Code.NOWATCHER.intValue() ? 0 : rc, path);
              if (session.owned()) {
                zk.removeAllWatches(real, Watcher.WatcherType.Any, true, done, null);
              } else {
                zk.removeWatches(real, watcher, Watcher.WatcherType.Any, true, done, null);
              }
            })
        .whenComplete((done, e) -> removed(path, e));
  }

  private void removed(String path, @Nullable Throwable e) {
    if (e != null && !Failures.connectionLost(e)) {
      LOG.debug("{} could not take the watch on {} back", session.label(), path, e);
    }
  }
}
