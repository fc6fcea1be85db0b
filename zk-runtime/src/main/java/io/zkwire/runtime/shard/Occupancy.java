package io.zkwire.runtime.shard;

import io.zkwire.runtime.exclusive.LineView;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.session.Watches;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.WatchedEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * At which shards somebody stands, by one watch on all of them. Events and answers arrive on
 * ZooKeeper's event thread in the order of what happened, and are taken in that order. It decides
 * nothing but where to look for a shard: that nobody else has it is the business of the grant.
 * Thread-safe.
 */
final class Occupancy {

  private static final Logger LOG = LoggerFactory.getLogger(Occupancy.class);

  private final Session session;
  private final String root;
  private final Runnable changed;
  private final Watches watches;
  private final List<Set<String>> standing = new ArrayList<>();
  private int round;
  private boolean current;

  /**
   * Makes it; it watches nothing yet.
   *
   * @param session the session
   * @param root the node of the group
   * @param shards how many shards it has
   * @param changed told when something was freed, or when everything has been read
   */
  Occupancy(Session session, String root, int shards, Runnable changed) {
    this.session = session;
    this.root = root;
    this.changed = changed;
    this.watches = new Watches(session, this::event);
    for (int i = 0; i < shards; i++) {
      standing.add(new HashSet<>());
    }
  }

  /** The group's node is there: watches it, and reads who stands. */
  void read() {
    watches.require(List.of(root));
    int number;
    synchronized (this) {
      number = ++round;
      current = false;
    }
    CompletableFuture<?>[] all = new CompletableFuture<?>[standing.size()];
    for (int i = 0; i < all.length; i++) {
      int shard = i;
      all[i] =
          session
              .requests()
              .children(root + "/" + shard)
              .thenAccept(listing -> listed(number, shard, listing));
    }
    CompletableFuture.allOf(all).whenComplete((done, e) -> complete(number, e));
  }

  private synchronized void listed(int number, int shard, @Nullable Listing listing) {
    if (number == round) {
      Set<String> there = standing.get(shard);
      there.clear();
      if (listing != null) {
        listing.names().stream().filter(LineView::candidate).forEach(there::add);
      }
    }
  }

  private void complete(int number, @Nullable Throwable e) {
    synchronized (this) {
      if (number != round) {
        return;
      }
      current = e == null;
    }
    if (e == null) {
      changed.run();
    } else if (!Failures.connectionLost(e)) {
      LOG.warn("{} cannot list the shards at {}", session.label(), root, e);
    }
  }

  void connected(boolean newSession) {
    watches.connected(newSession);
  }

  void end() {
    watches.retain(List.of());
  }

  /** Whether it is known who stands. */
  synchronized boolean current() {
    return current;
  }

  /** Whether nobody stands at a shard. */
  synchronized boolean free(int shard) {
    return standing.get(shard).isEmpty();
  }

  private void event(WatchedEvent event) {
    String path = session.requests().logical(String.valueOf(event.getPath()));
    int slash = path.lastIndexOf('/');
    int shard = slash > root.length() ? number(path.substring(root.length() + 1, slash)) : -1;
    String name = path.substring(slash + 1);
    if (shard < 0 || !LineView.candidate(name)) {
      return;
    }
    boolean freed = false;
    synchronized (this) {
      Set<String> there = standing.get(shard);
      switch (event.getType()) {
        case NodeCreated -> there.add(name);
        case NodeDeleted -> freed = there.remove(name) && there.isEmpty();
        default -> {}
      }
    }
    if (freed) {
      changed.run();
    }
  }

  /** Which shard it is, or -1 where it is none. */
  private int number(String text) {
    if (text.isEmpty() || text.length() > 4 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int number = Integer.parseInt(text);
    return number < standing.size() && Integer.toString(number).equals(text) ? number : -1;
  }
}
