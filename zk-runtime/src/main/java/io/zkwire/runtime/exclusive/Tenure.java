package io.zkwire.runtime.exclusive;

import io.zkwire.FencingToken;
import io.zkwire.runtime.exclusive.Stage.Phase;
import io.zkwire.runtime.session.Session;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The grant of one candidacy: what has shown its node, for how long it is valid by that (R2, R3),
 * and that it lapses and resumes (R11). All of it is called under the candidacy's lock.
 */
final class Tenure {

  private final ExclusiveWork work;
  private final Session session;
  private final Candidacy candidacy;
  private final Candidacy.Listener listener;
  private final Stage stage;

  private @Nullable Stamp stamp;
  private boolean twice;
  private volatile @Nullable Hold hold;
  private boolean tellsLapses;
  private boolean lapsed;

  Tenure(ExclusiveWork work, Candidacy candidacy, Candidacy.Listener listener, Stage stage) {
    this.work = work;
    this.session = work.session();
    this.candidacy = candidacy;
    this.listener = listener;
    this.stage = stage;
  }

  /** The grant, over or not; null if there was none. */
  @Nullable Hold hold() {
    return hold;
  }

  /** The node stands by a create that was sent at this moment; null if its answer was lost. */
  void created(@Nullable Stamp sent) {
    stamp = sent;
  }

  /** A beat has shown the node. */
  void shown(Stamp sent, boolean closeToTheOneBefore) {
    stamp = sent;
    twice = closeToTheOneBefore;
  }

  /** Makes the grant; null if it would not be valid before another beat has shown the node. */
  @Nullable Hold begin() {
    Hold granted =
        new Hold(new FencingToken(stage.czxid(), 0), work.clock(), work.options().strict());
    Stamp last = stamp;
    if (last != null) {
      granted.renew(last, work.validity());
    }
    if (!granted.valid() || (work.sessionAware() && !twice)) {
      return null;
    }
    hold = granted;
    session.metrics().count("zkwire.lease.granted", 1);
    return granted;
  }

  /** Renews the grant by what was shown last. */
  Runnable renew() {
    Hold held = hold;
    Stamp last = stamp;
    if (held == null || last == null) {
      return Stage::nothing;
    }
    if (twice || !work.sessionAware()) {
      held.renew(last, work.validity());
    }
    if (!lapsed || !held.valid()) {
      return Stage::nothing;
    }
    lapsed = false;
    return () -> {
      listener.resumed(candidacy);
      lapseLater(held);
    };
  }

  /** From now on the listener is told when the grant lapses, and calls inside are interrupted. */
  Runnable tellLapses() {
    if (tellsLapses) {
      return Stage::nothing;
    }
    tellsLapses = true;
    return watchLapses();
  }

  /** Tells of the end of the present validity, where that was asked for. */
  Runnable watchLapses() {
    Hold held = hold;
    return held != null && tellsLapses ? () -> lapseLater(held) : Stage::nothing;
  }

  private void lapseLater(Hold held) {
    long left = held.validUntil() - work.clock().nanoTime();
    session.later(
        () -> stage.step(() -> lapse(true)), Math.max(0, left) + 1_000_000, TimeUnit.NANOSECONDS);
  }

  /** Tells of a lapse; looks again at the end of the present validity if there was none. */
  Runnable lapse(boolean again) {
    Hold held = hold;
    if (!stage.is(Phase.GRANTED) || held == null || lapsed || !tellsLapses) {
      return Stage::nothing;
    }
    if (held.valid()) {
      return again ? () -> lapseLater(held) : Stage::nothing;
    }
    lapsed = true;
    session.metrics().count("zkwire.lease.lapsed", 1);
    return () -> {
      held.interrupt();
      listener.lapsed(candidacy);
    };
  }
}
