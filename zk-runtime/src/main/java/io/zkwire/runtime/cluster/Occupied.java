package io.zkwire.runtime.cluster;

import io.zkwire.DuplicateMemberException;
import io.zkwire.Member;
import io.zkwire.runtime.cluster.MemberJson.Unreadable;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of a member when another session has it: it may be that of a process that died, and go
 * within its session timeout. Waits for one and a half of it, as its node tells it, within bounds:
 * the node may tell anything. Thread-safe.
 */
final class Occupied {

  static final Duration SHORTEST = Duration.ofMillis(500);
  static final Duration LONGEST = Duration.ofMinutes(2);

  private static final Logger LOG = LoggerFactory.getLogger(Occupied.class);

  private final Session session;
  private final OwnMember member;
  private @Nullable Long deadline;

  Occupied(Session session, OwnMember member) {
    this.session = session;
    this.member = member;
  }

  /** What the node tells, or null where it cannot be understood. */
  static @Nullable Member read(OwnMember member, Node node) {
    try {
      return MemberJson.read(member.group(), member.id(), node.data());
    } catch (Unreadable e) {
      LOG.debug("the node of {} is no member's", member.id(), e);
      return null;
    }
  }

  /** The place is ours. */
  synchronized void clear() {
    deadline = null;
  }

  /**
   * Waits for a change of the node.
   *
   * @param node the node
   * @param other what it tells, or null
   * @param path where it is
   * @param again called when it is time to look again
   * @return fails when it has been there for too long
   */
  CompletableFuture<@Nullable Void> waitFor(
      Node node, @Nullable Member other, String path, Runnable again) {
    long now = session.options().clock().nanoTime();
    long left;
    synchronized (this) {
      if (deadline == null) {
        deadline = now + patience(other).toNanos();
      }
      left = deadline - now;
      if (left <= 0) {
        deadline = null; // whoever tries again waits again
      }
    }
    if (left <= 0 || node.stat().getEphemeralOwner() == 0) {
      return CompletableFuture.failedFuture(duplicate(other, node, path));
    }
    Watcher watcher = event -> woken(event, again);
    session.later(again, left, TimeUnit.NANOSECONDS);
    return session
        .requests()
        .stat(path, watcher)
        .thenAccept(
            stat -> {
              if (stat == null) {
                again.run();
              }
            });
  }

  private static void woken(WatchedEvent event, Runnable again) {
    if (event.getType() != Watcher.Event.EventType.None) {
      again.run();
    }
  }

  private Duration patience(@Nullable Member other) {
    Duration timeout = other == null ? session.negotiatedTimeout() : other.sessionTimeout();
    Duration patience = timeout.multipliedBy(3).dividedBy(2);
    if (patience.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return patience.compareTo(LONGEST) > 0 ? LONGEST : patience;
  }

  private DuplicateMemberException duplicate(@Nullable Member other, Node node, String path) {
    String who =
        other == null
            ? "session 0x" + Long.toHexString(node.stat().getEphemeralOwner())
            : Names.printable(address(other));
    return new DuplicateMemberException(
        member.group(),
        member.id(),
        session.requests().real(path)
            + " belongs to "
            + who
            + ", which is still there; this is "
            + address(member.description()),
        "Give each process an id of its own, such as id = \"${host}-${port}\"; or end the other one",
        null);
  }

  private static String address(Member member) {
    return member.host() + " " + member.addresses() + " pid " + member.pid();
  }
}
