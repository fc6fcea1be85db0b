package io.zkwire.runtime.exclusive;

import io.zkwire.ZkWireException;
import io.zkwire.runtime.exclusive.Stage.Phase;
import io.zkwire.runtime.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * How a candidacy ends that is not given back: its node or its session is gone, it cannot be had,
 * or the ensemble is another one. Thread-safe.
 */
final class Loss {

  private final ExclusiveWork work;
  private final Session session;
  private final Candidacy candidacy;
  private final Candidacy.Listener listener;
  private final Stage stage;
  private final Place place;
  private final Tenure tenure;
  private final Departure departure;

  Loss(
      ExclusiveWork work,
      Candidacy candidacy,
      Candidacy.Listener listener,
      Stage stage,
      Place place,
      Tenure tenure,
      Departure departure) {
    this.work = work;
    this.session = work.session();
    this.candidacy = candidacy;
    this.listener = listener;
    this.stage = stage;
    this.place = place;
    this.tenure = tenure;
    this.departure = departure;
  }

  /**
   * It is over.
   *
   * @param failure why it cannot be had; null if it may be tried again at once
   */
  void end(@Nullable ZkWireException failure) {
    stage.step(
        () -> {
          Phase before = stage.phase();
          if (before == Phase.ENDED) {
            return Stage::nothing;
          }
          String standing = failure != null ? stage.node() : null;
          stage.become(Phase.ENDED);
          Hold held = tenure.hold();
          if (held != null) {
            held.close();
          }
          return () -> ended(failure, before != Phase.LEAVING, standing, held);
        });
  }

  private void ended(
      @Nullable ZkWireException failure,
      boolean told,
      @Nullable String standing,
      @Nullable Hold held) {
    work.ended(candidacy);
    place.leave();
    if (held != null) {
      session.metrics().count("zkwire.lease.ended", 1);
      held.interrupt();
    }
    if (standing != null) {
      leaveBehind(standing, held);
    }
    departure.complete();
    if (told) {
      listener.ended(candidacy, failure);
    }
  }

  /** Nobody has confirmed the ensemble (R12): a grant that may not be the only one is over. */
  void shut() {
    String old = stage.standing();
    if (old != null) {
      end(null);
      leaveBehind(old, hold());
    }
  }

  /**
   * The session is gone and its nodes with it, sooner or later.
   *
   * @param arrival searches the node that the new session may have made: it would stand for nobody
   */
  void sessionEnded(Arrival arrival) {
    Phase before;
    String old;
    synchronized (stage) {
      before = stage.phase();
      old = stage.node();
    }
    if (before == Phase.LEAVING || before == Phase.NEW) {
      return; // the release goes on by the new session; nothing was sent by the old one
    }
    end(null);
    if (before == Phase.UNKNOWN) {
      arrival.search();
    }
    if (old != null) {
      leaveBehind(old, hold());
    }
  }

  private @Nullable Hold hold() {
    synchronized (stage) {
      return tenure.hold();
    }
  }

  /** A node that may stand, for nobody. */
  void leaveBehind(String node, @Nullable Hold held) {
    new Leftover(session, candidacy.line(), node).remove(held);
  }
}
