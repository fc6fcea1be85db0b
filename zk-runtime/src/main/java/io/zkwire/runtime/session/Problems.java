package io.zkwire.runtime.session;

import io.zkwire.runtime.Problem;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
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
  private final Runnable changed;

  Problems(String label, Runnable changed) {
    this.label = label;
    this.changed = changed;
  }

  /**
   * Adds a problem, in place of an earlier one of the same subject.
   *
   * @param problem the problem
   * @param cause logged with it, or null
   * @return whether it is new
   */
  public boolean report(Problem problem, @Nullable Throwable cause) {
    if (problem.equals(current.put(problem.subject(), problem))) {
      return false;
    }
    LOG.warn("{} {}", label, problem.message(), cause);
    changed.run();
    return true;
  }

  /** Takes a problem away, if there is one. */
  public void clear(String subject) {
    if (!current.isEmpty() && current.remove(subject) != null) {
      LOG.info("{} {}: mended", label, subject);
      changed.run();
    }
  }

  /** The problems, by subject. */
  public List<Problem> list() {
    return List.copyOf(current.values());
  }
}
