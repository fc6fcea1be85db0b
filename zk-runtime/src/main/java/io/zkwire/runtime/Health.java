package io.zkwire.runtime;

import java.time.Duration;
import java.util.List;

/**
 * How a {@code ZkWire} is. Immutable.
 *
 * <pre>{@code
 * Health health = zk.health();
 * if (!health.up()) {
 *   System.out.println(health.state() + " for " + health.since() + " " + health.problems());
 * }
 * }</pre>
 *
 * @param state the state of its connection
 * @param since for how long it has been in that state
 * @param generationChanged whether the ensemble is another one than before, which waits for an
 *     operator
 * @param problems what is wrong at the moment, by subject
 */
public record Health(
    SessionState state, Duration since, boolean generationChanged, List<Problem> problems) {

  /** Whether all is well. */
  public boolean up() {
    return state == SessionState.CONNECTED && !generationChanged && problems.isEmpty();
  }
}
