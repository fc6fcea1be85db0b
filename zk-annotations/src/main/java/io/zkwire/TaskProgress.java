package io.zkwire;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a task is: its workers, and all together. Immutable.
 *
 * <pre>{@code
 * @OnProgress("import")
 * void progress(TaskProgress now) {
 *   System.out.println(now.percent() + " %, " + now.timeLeft() + " left");
 * }
 * }</pre>
 *
 * @param task the task
 * @param workers its workers by name; those that have ended as long as their results are kept
 */
public record TaskProgress(String task, List<WorkerProgress> workers) {

  /** Copies the list. */
  public TaskProgress {
    workers = List.copyOf(workers);
  }

  /**
   * One worker.
   *
   * @param worker its name
   * @return the worker, or null if there is none of that name
   */
  public @Nullable WorkerProgress worker(String worker) {
    return workers.stream().filter(w -> w.worker().equals(worker)).findFirst().orElse(null);
  }

  /** How many units are done in all. */
  public long done() {
    return workers.stream().mapToLong(WorkerProgress::done).sum();
  }

  /** How many units there are in all; 0 if one worker or more does not know. */
  public long total() {
    return workers.stream().anyMatch(w -> w.total() <= 0)
        ? 0
        : workers.stream().mapToLong(WorkerProgress::total).sum();
  }

  /** How much is done in percent, rounded down; -1 if the total is not known. */
  public int percent() {
    return WorkerProgress.percent(done(), total());
  }

  /** Units a second of all workers that run. */
  public double rate() {
    return workers.stream().mapToDouble(WorkerProgress::rate).sum();
  }

  /**
   * How long the slowest of the workers that run will take: each does its own part. Null if none
   * runs, or it is not known of one.
   */
  public @Nullable Duration timeLeft() {
    Duration longest = null;
    for (WorkerProgress worker : workers) {
      if (worker.state() == WorkerProgress.State.RUNNING) {
        Duration left = worker.timeLeft();
        if (left == null) {
          return null;
        }
        longest = longest == null || left.compareTo(longest) > 0 ? left : longest;
      }
    }
    return longest;
  }

  /** Whether there are workers, and none of them runs. */
  public boolean ended() {
    return !workers.isEmpty()
        && workers.stream().noneMatch(w -> w.state() == WorkerProgress.State.RUNNING);
  }

  /** Such as {@code import: 64 %, 12 s left; a: 100 %, done; b: 42 %, died}. */
  @Override
  public String toString() {
    Duration left = timeLeft();
    return task
        + ": "
        + (total() > 0 ? percent() + " %" : done() + " units")
        + (left == null ? "" : ", " + left.toSeconds() + " s left")
        + workers.stream().map(w -> "; " + w).collect(Collectors.joining());
  }
}
