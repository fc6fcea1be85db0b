package io.zkwire.runtime.exclusive;

import io.zkwire.runtime.exclusive.Stage.Phase;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Session;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a candidacy gives its node back: the guard is closed, the calls inside leave, and one
 * transaction deletes the node and counts the release (R7, R8). Thread-safe.
 */
final class Departure {

  private final ExclusiveWork work;
  private final Session session;
  private final Candidacy candidacy;
  private final Stage stage;
  private final Place place;
  private final Tenure tenure;
  private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
  private boolean withRoot;

  Departure(ExclusiveWork work, Candidacy candidacy, Stage stage, Place place, Tenure tenure) {
    this.work = work;
    this.session = work.session();
    this.candidacy = candidacy;
    this.stage = stage;
    this.place = place;
    this.tenure = tenure;
  }

  /**
   * Gives it back.
   *
   * @return completes when the node is gone, in whichever way
   */
  CompletableFuture<@Nullable Void> release() {
    stage.step(
        () -> {
          Phase before = stage.phase();
          if (before == Phase.LEAVING || before == Phase.ENDED) {
            return Stage::nothing;
          }
          stage.become(Phase.LEAVING);
          Hold held = tenure.hold();
          return switch (before) {
            case NEW -> this::left;
            case STANDING -> this::send;
            default ->
                held != null ? () -> drain(held) : Stage::nothing; // the create's answer goes on
          };
        });
    return done;
  }

  /**
   * As {@link #release}; the root goes too, if nothing is lost with it and nobody else is there.
   */
  void releaseWithRoot() {
    synchronized (stage) {
      withRoot = stage.is(Phase.GRANTED) && place.clean();
    }
    release();
  }

  /**
   * The answer to the release, or to the create before it, may have been lost. Called under the
   * lock.
   */
  Runnable again(Arrival arrival) {
    Hold held = tenure.hold();
    if (held != null && !held.drained().isDone()) {
      return Stage::nothing; // a call is inside: the node stays
    }
    return stage.node() != null ? this::send : arrival::search;
  }

  private void drain(Hold held) {
    work.beats().leave(candidacy);
    held.close();
    if (!held.drained().isDone()) {
      session.later(() -> outlived(held), ExclusiveWork.DRAIN.toNanos(), TimeUnit.NANOSECONDS);
    }
    held.drained().thenRun(this::send);
  }

  private void outlived(Hold held) {
    if (!held.drained().isDone()) {
      held.interrupt();
      Outlived.report(session, candidacy.line(), held);
    }
  }

  /** No call is inside: deletes the node. */
  void send() {
    place.leave();
    work.beats().leave(candidacy);
    deleted()
        .whenComplete(
            (deleted, e) -> {
              if (e == null || !Failures.connectionLost(e)) {
                left();
              } // otherwise it is sent again when the connection is back
            });
  }

  private CompletableFuture<@Nullable Void> deleted() {
    String node;
    boolean root;
    boolean counts;
    synchronized (stage) {
      node = String.valueOf(stage.node());
      root = withRoot;
      counts = place.counts();
    }
    return root
        ? Leftover.removeRoot(session, candidacy.line(), node)
        : Leftover.release(session, candidacy.line(), node, counts);
  }

  /** The node is gone, or was never made. */
  void left() {
    stage.become(Phase.ENDED);
    work.ended(candidacy);
    complete();
  }

  /** Nobody need wait for it any more. */
  void complete() {
    done.complete(null);
  }
}
