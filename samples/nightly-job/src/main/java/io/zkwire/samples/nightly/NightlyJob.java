package io.zkwire.samples.nightly;

import io.zkwire.FencingToken;
import io.zkwire.Leadership;
import io.zkwire.annotation.Leader;
import io.zkwire.annotation.LeaderOnly;
import io.zkwire.annotation.Otherwise;
import io.zkwire.annotation.ZkLock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Makes a report each night. Every process ticks; in all but one of them the tick does nothing.
 * Which night is due is told by the store and not by the timer, since another process may have made
 * the last one.
 */
public class NightlyJob {

  private final ReportStore store;
  private final Work work;
  private final Consumer<String> log;

  @Leader("nightly")
  private Leadership leadership;

  NightlyJob(ReportStore store, Work work, Consumer<String> log) {
    this.store = store;
    this.work = work;
    this.log = log;
  }

  /** Ticks until it is cancelled. */
  ScheduledFuture<?> start(ScheduledExecutorService timer, Duration pause) {
    return timer.scheduleWithFixedDelay(this::tick, 0, pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void tick() {
    try {
      run();
    } catch (RuntimeException e) {
      log.accept("not this time: " + e.getMessage()); // a timer drops a task that throws
    }
  }

  /** Makes the report of the night that is due. */
  @LeaderOnly("nightly")
  public void run() {
    FencingToken token = leadership.token(); // once, at the beginning, and to the end
    LocalDate night = store.due(token);
    store.write(night, work.report(night), token);
    log.accept("made the report of " + night + ", token " + token);
  }

  /**
   * Archives the report of a day. Any process may be asked to; each day has a lock of its own.
   *
   * @param day the day, such as 2026-01-31
   * @return whether this call has archived it; false if that was done before
   * @throws io.zkwire.LockTimeoutException if another process is at it for longer than ten seconds
   */
  @ZkLock(value = "archive-{day}", waitFor = "10s", otherwise = Otherwise.THROW)
  public boolean archive(String day) {
    FencingToken token = FencingToken.current();
    LocalDate night = LocalDate.parse(day);
    Optional<String> report = store.notArchived(night, token);
    if (report.isEmpty()) {
      log.accept("found nothing to archive of " + day);
      return false;
    }
    store.archive(night, work.pack(report.get()), token);
    log.accept("archived " + day + ", token " + token);
    return true;
  }

  /** Whether this process makes the reports at this moment. */
  boolean leads() {
    return leadership.held();
  }
}
