package io.zkwire.runtime.session;

import io.zkwire.runtime.Problem;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong at the moment, by subject. Each problem is logged once, when it appears or changes.
 * Thread-safe.
 */
public final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private final ConcurrentSkipListMap<String, Problem> current = new ConcurrentSkipListMap<>();
  private final String label;
  private final Executor log;
  private final Runnable changed;

  /**
   * Makes an empty list.
   *
   * @param label what log lines begin with
   * @param log writes them: a logger may block, and problems are found on ZooKeeper's event thread
   * @param changed told of each change
   */
  Problems(String label, Executor log, Runnable changed) {
    this.label = label;
    this.log = log;
    this.changed = changed;
  }

  /**
   * Adds a problem, in place of an earlier one of the same subject.
   *
   * @param problem the problem
   * @param cause logged with it at debug, or null
   * @return whether it is new
   */
  public boolean report(Problem problem, @Nullable Throwable cause) {
    if (problem.equals(current.put(problem.subject(), problem))) {
      return false;
    }
    log.execute(
        () -> {
          LOG.warn("{} {}", label, problem.message());
          LOG.debug("{} {}", label, problem.subject(), cause);
        });
    changed.run();
    return true;
  }

  /** Takes a problem away, if there is one. */
  public void clear(String subject) {
    if (!current.isEmpty() && current.remove(subject) != null) {
      log.execute(() -> LOG.info("{} {}: mended", label, subject));
      changed.run();
    }
  }

  /** Whether all is well. */
  public boolean none() {
    return current.isEmpty();
  }

  /** The problems, by subject. */
  public List<Problem> list() {
    return List.copyOf(current.values());
  }
}
