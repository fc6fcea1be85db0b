package io.zkwire.runtime.queue;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who takes from a queue: one ephemeral node a process. The first of them by name is the steward:
 * it watches who comes and goes, and looks now and then for work of which nobody was told, such as
 * that of one who has died. The others watch only the one before them. Thread-safe.
 */
final class Roster {

  private static final Logger LOG = LoggerFactory.getLogger(Roster.class);
  private static final long SWEEP_MILLIS = 2_000;

  private final Session session;
  private final Layout layout;
  private final Troubles troubles;
  private final Runnable joined;
  private final Runnable sweep;
  private final Runnable glance;
  private final Watcher watcher = this::told;
  private volatile String me = UUID.randomUUID().toString();
  private boolean wanted;
  private boolean steward;
  private int watch;
  private int reign;

  /**
   * Nobody yet.
   *
   * @param joined called when its node stands
   * @param sweep looks for work of which nobody was told
   * @param glance the same, where most likely there is none
   */
  Roster(
      Session session,
      Layout layout,
      Troubles troubles,
      Runnable joined,
      Runnable sweep,
      Runnable glance) {
    this.session = session;
    this.layout = layout;
    this.troubles = troubles;
    this.joined = joined;
    this.sweep = sweep;
    this.glance = glance;
  }

  /** The name of its node. */
  String me() {
    return me;
  }

  synchronized void join() {
    wanted = true;
    create();
  }

  /** Its node is gone: it is made again, since deleting a node is never an order. */
  synchronized void rejoin() {
    if (wanted) {
      create();
    }
  }

  synchronized void connected(boolean newSession) {
    if (newSession) {
      me = UUID.randomUUID().toString();
      steward = false;
    }
    wanted = true;
    create();
  }

  synchronized void leave() {
    if (wanted) {
      wanted = false;
      steward = false;
      watch++;
      Deletes.ours(session, layout.consumers() + "/" + me);
      me = UUID.randomUUID().toString(); // so that a late answer says nothing of the next time
    }
  }

  private void create() {
    String own = me;
    session
        .requests()
        .createNode(
            layout.consumers() + "/" + own,
            session.label().getBytes(StandardCharsets.UTF_8),
            CreateMode.EPHEMERAL)
        .whenComplete((stat, e) -> created(own, e));
  }

  private void created(String own, @Nullable Throwable e) {
    Code code = e == null ? Code.OK : Failures.code(e);
    boolean current;
    synchronized (this) {
      current = wanted && own.equals(me);
    }
    if (!current) {
      if (code == Code.OK) {
        Deletes.ours(session, layout.consumers() + "/" + own);
      }
    } else if (code == Code.OK || code == Code.NODEEXISTS) {
      troubles.mended("consumer");
      refresh();
      joined.run();
    } else if (code == Code.NONODE) {
      layout.ensure(session.requests()).thenRun(this::rejoin);
    } else if (e != null && !Failures.connectionLost(e)) {
      LOG.debug("{} cannot take from {}", session.label(), layout.root(), e);
      troubles.tell("consumer", Failures.translate(e, "create", layout.consumers()));
      session.later(this::rejoin, 5, TimeUnit.SECONDS);
    }
  }

  private void refresh() {
    int own;
    synchronized (this) {
      own = ++watch;
    }
    session.requests().children(layout.consumers()).whenComplete((all, e) -> seen(all, own));
  }

  private void seen(@Nullable Listing all, int own) {
    List<String> sorted = all == null ? List.of() : all.names().stream().sorted().toList();
    int rank = sorted.indexOf(me);
    boolean begins;
    synchronized (this) {
      if (!wanted || own != watch || rank < 0) {
        return; // the next look finds out
      }
      begins = rank == 0 && !steward;
      steward = rank == 0;
    }
    if (rank == 0) {
      session
          .requests()
          .children(layout.consumers(), watcher)
          .thenAccept(
              now -> {
                if (now == null || !sorted.equals(now.names().stream().sorted().toList())) {
                  changed(own);
                }
              });
    } else {
      session
          .requests()
          .get(layout.consumers() + "/" + sorted.get(rank - 1), watcher)
          .thenAccept(
              node -> {
                if (node == null) {
                  changed(own);
                }
              });
    }
    if (begins) {
      sweep.run();
      sweepLater(newReign());
    }
  }

  /** One watcher for all: of one that is asked for again the client keeps one. */
  private void told(WatchedEvent event) {
    int own;
    synchronized (this) {
      own = watch;
    }
    if (event.getType() != EventType.None) {
      changed(own);
    }
  }

  private void changed(int own) {
    boolean sweeps;
    synchronized (this) {
      if (!wanted || own != watch) {
        return;
      }
      sweeps = steward;
    }
    refresh();
    if (sweeps) {
      sweep.run();
    }
  }

  private synchronized int newReign() {
    return ++reign;
  }

  private synchronized boolean reigns(int of) {
    return steward && wanted && of == reign;
  }

  private void sweepLater(int of) {
    session.later(
        () -> {
          if (reigns(of)) {
            glance.run();
            sweepLater(of);
          }
        },
        SWEEP_MILLIS,
        TimeUnit.MILLISECONDS);
  }
}
