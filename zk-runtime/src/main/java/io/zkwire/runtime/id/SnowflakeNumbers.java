package io.zkwire.runtime.id;

import io.zkwire.ErrorCode;
import io.zkwire.IdLayout;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.ZkClock;
import io.zkwire.runtime.exclusive.ExclusiveWork;
import io.zkwire.runtime.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers of time, worker and sequence. Time and sequence of this process are one number that only
 * rises, whatever the clock does. Thread-safe.
 */
final class SnowflakeNumbers implements Numbers {

  private static final Logger LOG = LoggerFactory.getLogger(SnowflakeNumbers.class);

  /** As far behind a clock may be to be waited for. */
  private static final long MOST_BEHIND_MILLIS = 1_000;

  private static final long MOST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final Duration ENDS_SOON = Duration.ofDays(365);

  private final Gate gate;
  private final Session session;
  private final ZkClock clock;
  private final IdLayout layout;
  private final long epochMillis;
  private final long unitMillis;
  private final int sequenceBits;
  private final long sequenceMask;
  private final int timeShift;
  private final long timeEnd;
  private final TimeMarks marks;
  private final WorkerClaim claim;
  private final AtomicLong state = new AtomicLong();
  private volatile @Nullable Worker worker;
  private volatile boolean started;

  SnowflakeNumbers(Gate gate, ExclusiveWork work, IdLayout layout) {
    this.gate = gate;
    this.session = gate.session();
    this.clock = session.options().clock();
    this.layout = layout;
    this.epochMillis = layout.epoch().toEpochMilli();
    this.unitMillis = layout.unitMillis();
    this.sequenceBits = layout.sequenceBits();
    this.sequenceMask = (1L << sequenceBits) - 1;
    this.timeShift = layout.workerBits() + sequenceBits;
    this.timeEnd = 1L << layout.timeBits();
    this.marks = new TimeMarks(gate);
    this.claim = new WorkerClaim(gate, work, layout.workers(), marks, this::become);
  }

  @Override
  public void start() {
    gate.pass();
    if (!started) {
      gate.await(marks.ensure());
      tellEnd();
    }
    CompletableFuture<@Nullable Void> had = claim.start();
    started = true;
    gate.await(had);
  }

  private void tellEnd() {
    Instant end = layout.end();
    LOG.info("{} IDs of '{}' ({}) last until {}", session.label(), gate.type(), layout, end);
    if (clock.now().plus(ENDS_SOON).isAfter(end)) {
      session
          .problems()
          .report(
              new Problem(
                  ErrorCode.ID_EPOCH,
                  "epoch of " + gate.type(),
                  ErrorCode.ID_EPOCH.message(
                      "the time of '" + gate.type() + "' (" + layout + ") ends at " + end,
                      "Begin a new type with a later epoch or more bits for the time")),
              null);
    }
  }

  /** Takes a worker number that is had, or null when it is lost. */
  private void become(@Nullable Worker now) {
    worker = null;
    if (now != null) {
      // Not before the mark that was found, even if the clock goes back now. A later moment than
      // any
      // before, so that IDs rise though the worker's number may fall; and another state, so that
      // whoever counted with the old worker does not succeed.
      long first = Math.max(0, (now.from() - epochMillis) / unitMillis);
      state.updateAndGet(
          last -> (Math.max(first, (last >>> sequenceBits) + 1) << sequenceBits) - 1);
      worker = now;
    }
  }

  @Override
  public long next() {
    long since = 0;
    while (true) {
      Worker mine = worker;
      if (mine == null) {
        mine = missing();
      }
      long millis = clock.millis();
      long now = unitMillis == 1 ? millis - epochMillis : (millis - epochMillis) / unitMillis;
      long last = state.get();
      long next = now > last >>> sequenceBits ? now << sequenceBits : last + 1;
      long time = next >>> sequenceBits;
      if (time > now) {
        since = await(time, now, since);
        continue;
      }
      if (time >= timeEnd) {
        throw Refusals.usedUp(gate.type(), "its time (" + layout + ") ended at " + layout.end());
      }
      if (!mine.valid(millis)) {
        throw Refusals.worker(
            gate.type(), "its lease has lapsed, and it cannot be shown that no other holds it");
      }
      if (epochMillis + time * unitMillis + unitMillis
          > mine.until() - TimeMarks.AHEAD_MILLIS / 2) {
        reserve(mine, time);
      }
      if (state.compareAndSet(last, next) && mine == worker) {
        return (time << timeShift) | ((long) mine.number() << sequenceBits) | (next & sequenceMask);
      }
    }
  }

  private Worker missing() {
    gate.requireRight();
    if (!started) {
      start(); // there was no connection when it was bound
    }
    Worker mine = worker;
    if (mine == null) {
      throw Refusals.worker(gate.type(), "its session or its claim has ended");
    }
    return mine;
  }

  /** The sequence of this moment is used up, or the clock went back: waits a little, or refuses. */
  private long await(long time, long now, long since) {
    long behind = (time - now) * unitMillis;
    if (now < 0 || behind > MOST_BEHIND_MILLIS) {
      session.metrics().count("zkwire.ids.clock", 1);
      throw Refusals.clock(
          gate.type(),
          now < 0
              ? "the clock is before the epoch " + layout.epoch()
              : "the clock is " + behind + " ms behind the last ID of this process");
    }
    long nanos = clock.nanoTime();
    long begin = since == 0 ? nanos : since;
    if (nanos - begin > MOST_WAIT_NANOS) {
      throw Refusals.clock(gate.type(), "the clock stands still, " + behind + " ms behind");
    }
    if (behind > 1) {
      LockSupport.parkNanos(500_000);
    } else {
      Thread.onSpinWait();
    }
    return begin;
  }

  /** Reserves more time ahead; waits for it only where none is left. */
  private void reserve(Worker mine, long time) {
    long end = epochMillis + time * unitMillis + unitMillis;
    CompletableFuture<@Nullable Void> extending = extend(mine, end);
    if (end > mine.until()) {
      gate.requireRight();
      gate.await(extending);
      if (end > mine.until()) {
        throw Refusals.unavailable(gate.type(), "no more time could be reserved", null);
      }
    }
  }

  private CompletableFuture<@Nullable Void> extend(Worker mine, long end) {
    CompletableFuture<@Nullable Void> made = new CompletableFuture<>();
    CompletableFuture<@Nullable Void> present = mine.extending().compareAndExchange(null, made);
    if (present != null) {
      return present;
    }
    long until = TimeMarks.ahead(mine.until(), end, clock.millis());
    marks
        .raise(mine.candidacy(), mine.number(), until)
        .whenComplete(
            (done, e) -> {
              if (e == null) {
                mine.extend(until);
                session.metrics().count("zkwire.ids.marks", 1);
              }
              mine.extending().set(null);
              if (e == null) {
                made.complete(null);
              } else {
                made.completeExceptionally(gate.failure(e));
              }
            });
    return made;
  }

  @Override
  public void connected() {
    gate.askAgain();
  }

  @Override
  public void confirmed() {
    claim.confirmed();
  }

  @Override
  public void close() {
    claim.close();
  }
}
