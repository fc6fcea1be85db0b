package io.zkwire.runtime.exclusive;

import io.zkwire.runtime.exclusive.Stage.Phase;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Session;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Where one candidate stands in its line: who is before it, and whether its turn has come.
 * Thread-safe.
 */
final class Place {

  private final ExclusiveWork work;
  private final Session session;
  private final Line line;
  private final Candidacy candidacy;
  private final Stage stage;
  private final Turn turn;
  private @Nullable String watched;

  Place(ExclusiveWork work, Line line, Candidacy candidacy, Stage stage) {
    this.work = work;
    this.session = work.session();
    this.line = line;
    this.candidacy = candidacy;
    this.stage = stage;
    this.turn = new Turn(work, line, candidacy, stage);
  }

  /** What it watched has changed, or may have: looks who stands before it now. */
  void look() {
    synchronized (stage) {
      watched = null; // a watch tells one change
    }
    if (stage.is(Phase.STANDING)) {
      list(line.capacity() > 1);
    }
  }

  /** Looks who stands before it, and sets no watch yet. */
  void glance() {
    list(false);
  }

  private void list(boolean watching) {
    session
        .requests()
        .children(line.root(), watching ? work.watcher() : null)
        .whenComplete(this::listed);
    if (watching) {
      work.wakeAt(line.root(), candidacy);
    }
  }

  private void listed(@Nullable Listing listing, @Nullable Throwable e) {
    long receipt = work.clock().nanoTime();
    if (e != null) {
      if (!Failures.connectionLost(e) && stage.is(Phase.STANDING)) {
        candidacy.failed(Failures.translate(e, "list", line.root()));
      }
      return;
    }
    stage.step(
        () ->
            stage.is(Phase.STANDING)
                ? seen(
                    listing == null ? null : LineView.of(listing.names(), listing.stat()), receipt)
                : Stage::nothing);
  }

  private Runnable seen(@Nullable LineView view, long receipt) {
    String name = String.valueOf(stage.node()).substring(line.root().length() + 1);
    if (view == null || !view.stands(name)) {
      return candidacy::gone;
    }
    List<String> before = view.before(name, line.shared());
    if (before.size() >= line.capacity()) {
      turn.behind(view);
      return () -> {
        waitBehind(line.root() + "/" + before.get(before.size() - 1));
        candidacy.waits();
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
    synchronized (stage) {
      if (ahead.equals(watched)) {
        return; // it is watched already
      }
      watched = ahead;
    }
    work.wakeAt(ahead, candidacy);
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
    synchronized (stage) {
      if (ahead.equals(watched)) {
        watched = null;
      }
    }
    work.wakeNoMore(ahead, candidacy);
  }

  /** Decides whether the grant can be made now. Called under the lock. */
  Runnable decide() {
    if (!stage.is(Phase.STANDING) || work.shut()) {
      return Stage::nothing;
    }
    Runnable notYet = turn.notYet();
    if (notYet == null) {
      return candidacy.grant();
    }
    boolean forLong = turn.delayed();
    return () -> {
      notYet.run();
      if (forLong) {
        candidacy.waits();
      }
    };
  }

  /** Whether it stands first and waits for the lock-delay. Called under the lock. */
  boolean delayed() {
    return stage.is(Phase.STANDING) && turn.delayed();
  }

  /** It holds: those who come later may know that the wait is over (R7). */
  void acknowledge(String node) {
    turn.acknowledge(session.requests(), node);
  }

  /** Whether its release may be counted at the root. Called under the lock. */
  boolean counts() {
    return turn.seen();
  }

  /** Whether nothing is lost with the root. Called under the lock. */
  boolean clean() {
    return turn.clean();
  }

  /** Whether anybody stands in the line who does not stand together with this one. */
  CompletableFuture<Boolean> othersWait() {
    return session
        .requests()
        .children(line.root())
        .thenApply(
            listing ->
                listing != null
                    && LineView.of(listing.names(), listing.stat()).standing().stream()
                        .anyMatch(s -> !s.shared()));
  }

  /** Watches nobody any more. */
  void leave() {
    String ahead;
    synchronized (stage) {
      ahead = watched;
      watched = null;
    }
    if (ahead != null) {
      work.wakeNoMore(ahead, candidacy);
    }
    if (line.capacity() > 1) {
      work.wakeNoMore(line.root(), candidacy);
    }
  }
}
