package io.zkwire.runtime.progress;

import io.zkwire.WorkerProgress;
import io.zkwire.WorkerProgress.State;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Objects;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/** What a board knows of one worker. Used under the board's lock. */
final class WorkerView {

  /** A rate is that of the last so many milliseconds. */
  private static final long LATELY = 10_000;

  private final String worker;
  private final ArrayDeque<Sample> samples = new ArrayDeque<>();
  private @Nullable Report last;
  private State state = State.RUNNING;
  private long mzxid;
  private long mtime;
  private boolean known;

  WorkerView(String worker) {
    this.worker = worker;
  }

  /** How much was done when, by the worker's own clock. */
  private record Sample(long elapsed, long done) {}

  /** Its node stands. */
  void runs(Report report, Stat stat) {
    if (last == null || !Objects.equals(last.run(), report.run())) {
      samples.clear();
    }
    samples.addLast(new Sample(report.elapsed(), report.done()));
    while (samples.size() > 2 && report.elapsed() - samples.getFirst().elapsed() > LATELY) {
      samples.removeFirst();
    }
    take(report, State.RUNNING, stat);
  }

  /**
   * Its node does not stand, and there is a result.
   *
   * @return whether the result is news; not if it was written before the node that stood, whose
   *     worker then died
   */
  boolean ended(Report report, Stat stat) {
    if (stat.getMzxid() < mzxid) {
      return died();
    }
    take(report, report.state() == State.DONE ? State.DONE : State.FAILED, stat);
    return true;
  }

  private void take(Report report, State now, Stat stat) {
    last = report;
    state = now;
    mzxid = stat.getMzxid();
    mtime = stat.getMtime();
    known = true;
  }

  /**
   * Its node does not stand, and there is no result of it.
   *
   * @return whether it is known at all
   */
  boolean died() {
    if (state == State.RUNNING) {
      state = State.DIED;
    }
    return known;
  }

  /** Whether it has ended well or not, as its result said that is no longer there. */
  boolean isForgotten() {
    return !known || state == State.DONE || state == State.FAILED;
  }

  boolean isDead() {
    return state == State.DIED;
  }

  long mtime() {
    return mtime;
  }

  WorkerProgress progress() {
    Report report = Objects.requireNonNull(last);
    return new WorkerProgress(
        worker,
        state,
        report.done(),
        Math.max(0, report.total()),
        report.text(),
        state == State.RUNNING ? rate(report) : 0,
        Instant.ofEpochMilli(mtime),
        report.where(),
        report.pid());
  }

  private double rate(Report report) {
    Sample first = samples.size() > 1 ? samples.getFirst() : new Sample(0, 0);
    long millis = report.elapsed() - first.elapsed();
    return millis <= 0 ? 0 : Math.max(0, (report.done() - first.done()) * 1e3 / millis);
  }
}
