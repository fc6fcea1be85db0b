package io.zkwire.runtime.queue;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.Session;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets consumers work on what they have claimed, one item of a hand after the other, and gives back
 * what they have no time for. All but the work is done under the lock of the {@link Taker}.
 */
final class Hands {

  private static final Logger LOG = LoggerFactory.getLogger(Hands.class);
  private static final long AGAIN_MILLIS = 200;

  /** As long an item may wait in the hand of one who claimed it ahead; then it is given back. */
  private static final long IN_HAND_MILLIS = 100;

  private final Taker taker;
  private final Claiming claiming;
  private final Session session;
  private final Executor threads;

  Hands(Taker taker, Claiming claiming, Executor threads) {
    this.taker = taker;
    this.claiming = claiming;
    this.session = claiming.session();
    this.threads = threads;
  }

  /** A claim was made: it is worked on, kept in hand, or given back where nobody wants it now. */
  void take(Attempt attempt) {
    Consumer consumer = attempt.consumer();
    Claim claim = new Claim(claiming, attempt);
    boolean wanted;
    boolean begins;
    synchronized (taker) {
      claiming.add(claim);
      wanted = !consumer.closed() && !taker.paused() && consumer.round() == attempt.round();
      begins = consumer.takes(claim) && wanted;
      if (wanted && !begins) {
        watch(consumer);
      } else if (!wanted) {
        letGo(claim);
      }
    }
    if (begins) {
      execute(claim);
    } else if (!wanted) {
      claim.giveBack();
    }
  }

  private void execute(Claim claim) {
    try {
      threads.execute(() -> work(claim));
    } catch (RejectedExecutionException e) {
      // closed, or there are too many: then it is not taken at once again
      if (session.later(() -> putBack(claim), AGAIN_MILLIS, MILLISECONDS) == null) {
        putBack(claim);
      }
    }
  }

  private void putBack(Claim claim) {
    synchronized (taker) {
      letGo(claim);
    }
    claim.giveBack();
  }

  private void letGo(Claim claim) {
    claim.consumer().letGoOf(claim);
    claiming.returns(1);
  }

  /** Works on one item after the other, as long as the hand holds any. */
  @SuppressWarnings("CatchingUnchecked") // the rest of the hand must not be left lying
  private void work(Claim first) {
    Claim claim = first;
    while (claim != null) {
      long begun = now();
      try {
        claim.run();
      } catch (Throwable e) {
        LOG.warn("{} {} could not work", session.label(), claim.consumer().label(), e);
      }
      claim = ended(claim, now() - begun);
    }
  }

  /** The handler has ended: there is room for another item while the end is being written. */
  private @Nullable Claim ended(Claim claim, long nanos) {
    Consumer consumer = claim.consumer();
    synchronized (taker) {
      consumer.ended(claim.triedBefore(), nanos);
      Claim next = next(consumer);
      taker.room(consumer);
      return next;
    }
  }

  /** The next item in hand; none where it cannot be known whether its claim stands. */
  private @Nullable Claim next(Consumer consumer) {
    if (session.state() != SessionState.CONNECTED) {
      return null;
    }
    long now = now();
    if (now - consumer.oldest(now) > session.negotiatedTimeout().toNanos() / 3
        || consumer.holdsOfBefore(session.epoch())) {
      giveBack(consumer); // this process was frozen, perhaps, or the session is over
    }
    return consumer.next();
  }

  /** The connection is back: what is in hand is worked on, unless its session is over. */
  void connected(boolean newSession) {
    taker.crew().forEach(newSession ? this::giveBack : this::goOn);
  }

  private void goOn(Consumer consumer) {
    for (Claim claim = next(consumer); claim != null; claim = next(consumer)) {
      execute(claim);
    }
  }

  private void watch(Consumer consumer) {
    if (consumer.beginsWatch()) {
      session.later(() -> watched(consumer), IN_HAND_MILLIS, MILLISECONDS);
    }
  }

  private void watched(Consumer consumer) {
    synchronized (taker) {
      consumer.endsWatch();
      long now = now();
      if (now - consumer.oldest(now) >= MILLISECONDS.toNanos(IN_HAND_MILLIS)) {
        giveBack(consumer);
      } else if (consumer.hasInHand()) {
        watch(consumer);
      }
    }
  }

  /**
   * Gives back what a consumer has not begun. Nothing else is claimed before it stands at its place
   * again, so that nothing overtakes it.
   */
  void giveBack(Consumer consumer) {
    List<Claim> all = consumer.letGo();
    if (!all.isEmpty()) {
      claiming.returns(all.size());
      taker.forgetCandidates();
      all.forEach(Claim::giveBack);
    }
  }

  private long now() {
    return session.options().clock().nanoTime();
  }
}
