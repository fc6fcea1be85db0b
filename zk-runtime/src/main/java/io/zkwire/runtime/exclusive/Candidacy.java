package io.zkwire.runtime.exclusive;

import io.zkwire.ZkWireException;
import io.zkwire.runtime.Standing;
import io.zkwire.runtime.exclusive.Stage.Phase;
import io.zkwire.runtime.session.Failures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One node of ours in a line, from its creation to its end: what each event means in each phase.
 * Listeners are called on threads of ZooKeeper or of the timer, under no lock of this class, and
 * must not block. Thread-safe.
 */
public final class Candidacy implements Arrival.Outcome {

  /** What becomes of a candidacy. */
  public interface Listener {
    /** It stands, granted or not. */
    default void stands(Candidacy candidacy) {}

    /** It is not granted at once: others stand before it, or it waits for the lock-delay. */
    default void waits(Candidacy candidacy) {}

    /** It is granted, and valid. */
    void granted(Candidacy candidacy, Hold hold);

    /** Its validity has ended while the node stands (R11). Only if it was asked to tell. */
    default void lapsed(Candidacy candidacy) {}

    /** A grant that had lapsed is valid again. */
    default void resumed(Candidacy candidacy) {}

    /**
     * It is over, not by a release: its node or its session is gone, or it cannot be had.
     *
     * @param candidacy the candidacy
     * @param failure why it cannot be had; null if it may be tried again at once
     */
    void ended(Candidacy candidacy, @Nullable ZkWireException failure);
  }

  private final ExclusiveWork work;
  private final Line line;
  private final Listener listener;
  private final String id;
  private final Stage stage = new Stage();
  private final Arrival arrival;
  private final Place place;
  private final Tenure tenure;
  private final Departure departure;
  private final Loss loss;

  Candidacy(ExclusiveWork work, Line line, Listener listener) {
    this.work = work;
    this.line = line;
    this.listener = listener;
    this.id = work.newId();
    this.arrival = new Arrival(work, line, id, this);
    this.place = new Place(work, line, this, stage);
    this.tenure = new Tenure(work, this, listener, stage);
    this.departure = new Departure(work, this, stage, place, tenure);
    this.loss = new Loss(work, this, listener, stage, place, tenure, departure);
  }

  /** The UUID in the name of its node. */
  public String id() {
    return id;
  }

  /** Its line. */
  public Line line() {
    return line;
  }

  /** Its node, or null while that is not known to stand. */
  public @Nullable String path() {
    return stage.standing();
  }

  /** What it is at this moment. */
  Standing standing() {
    Hold hold = tenure.hold();
    return hold == null || hold.closed()
        ? new Standing(line.root(), null, Duration.ZERO)
        : new Standing(line.root(), hold.token(), hold.remaining());
  }

  // ---- arriving

  /** Stands in line from now on, until it ends or is released. */
  public void begin() {
    work.begin(this);
  }

  /** The chroot's terms are known, or not to be had. */
  void termsRead(@Nullable Throwable e) {
    if (e == null) {
      arrive();
    } else if (!Failures.connectionLost(e)) {
      loss.end(Failures.translate(e, "read", StoredLease.PATH));
    } // otherwise it begins again when the connection is back
  }

  /** Creates the node, and behind it, without waiting, looks who stands before it. */
  void arrive() {
    stage.step(
        () -> {
          if (!stage.is(Phase.NEW)) {
            return Stage::nothing;
          }
          stage.become(Phase.ARRIVING);
          return work.sessionAware()
              ? () -> work.beats().node().thenRun(arrival::start)
              : arrival::start;
        });
  }

  @Override
  public void sent() {
    place.glance();
  }

  @Override
  public void arrived(String node, long czxid, @Nullable Stamp sent) {
    stage.step(() -> standing(node, czxid, sent));
    if (sent == null) {
      look(); // nothing was asked behind the create
    }
  }

  private Runnable standing(String node, long czxid, @Nullable Stamp sent) {
    stage.made(node, czxid);
    tenure.created(sent);
    if (stage.is(Phase.LEAVING)) {
      return departure::send;
    }
    if (stage.is(Phase.ENDED)) {
      return () -> loss.leaveBehind(node, null);
    }
    stage.become(Phase.STANDING);
    return () -> {
      work.beats().join(this);
      listener.stands(this);
    };
  }

  @Override
  public void unknown() {
    stage.step(
        () -> {
          if (stage.is(Phase.ARRIVING)) {
            stage.become(Phase.UNKNOWN);
          }
          return Stage::nothing;
        });
  }

  @Override
  public void absent() {
    stage.step(
        () -> {
          if (stage.is(Phase.LEAVING)) {
            return departure::left;
          }
          if (!stage.is(Phase.UNKNOWN)) {
            return Stage::nothing; // over meanwhile
          }
          stage.become(Phase.NEW);
          return this::begin;
        });
  }

  @Override
  public void failed(ZkWireException failure) {
    loss.end(failure);
  }

  // ---- standing and holding

  /** What it watched has changed, or may have: looks who stands before it now. */
  void look() {
    place.look();
  }

  /** It is not granted at once. */
  void waits() {
    listener.waits(this);
  }

  /** Something that the turn waited for has come. */
  void decideAgain() {
    stage.step(place::decide);
  }

  /** Its turn has come. Called under the lock. */
  Runnable grant() {
    Hold granted = tenure.begin();
    if (granted == null) {
      return work.beats()::now; // the next beat that succeeds decides again
    }
    stage.become(Phase.GRANTED);
    String node = String.valueOf(stage.node());
    Runnable watchLapses = tenure.watchLapses();
    return () -> {
      place.acknowledge(node);
      listener.granted(this, granted);
      watchLapses.run();
    };
  }

  /** A write that checked the node has succeeded. */
  void renewed(Stamp sent, boolean closeToTheOneBefore) {
    stage.step(
        () -> {
          tenure.shown(sent, closeToTheOneBefore);
          return switch (stage.phase()) {
            case STANDING -> place.decide();
            case GRANTED -> tenure.renew();
            default -> Stage::nothing;
          };
        });
  }

  /** From now on the listener is told when the grant lapses, and calls inside are interrupted. */
  public void tellLapses() {
    stage.step(tenure::tellLapses);
  }

  /** A beat is due: whatever the present ensemble or the clock have ended is told. */
  void tick() {
    if (work.shut()) {
      loss.shut();
    } else {
      stage.step(() -> tenure.lapse(false));
    }
  }

  // ---- the end

  /** The node is gone, whoever deleted it: that is no order, but the grant is over. */
  public void gone() {
    loss.end(null);
  }

  /** The session is gone and its nodes with it, sooner or later. */
  void sessionEnded() {
    loss.sessionEnded(arrival);
  }

  /** The connection is there: goes on where it was. */
  void connectedAgain() {
    stage.step(
        () ->
            switch (stage.phase()) {
              case NEW -> this::begin;
              case UNKNOWN -> arrival::search;
              case STANDING -> this::look;
              case LEAVING -> departure.again(arrival);
              default -> Stage::nothing;
            });
  }

  /** Whether it stands first and waits for the lock-delay: the next one would wait all of it. */
  public boolean delayed() {
    synchronized (stage) {
      return place.delayed();
    }
  }

  /** Whether anybody stands in the line who does not stand together with this one. */
  public CompletableFuture<Boolean> othersWait() {
    return place.othersWait();
  }

  /**
   * Closes the guard, waits until guarded calls have left, and deletes the node (R8). The listener
   * is not told.
   *
   * @return completes when the node is gone
   */
  public CompletableFuture<@Nullable Void> release() {
    return departure.release();
  }

  /**
   * As {@link #release}; the root goes too, if this is a grant that found nobody unaccounted for,
   * and if nobody else stands there.
   */
  public void releaseWithRoot() {
    departure.releaseWithRoot();
  }
}
