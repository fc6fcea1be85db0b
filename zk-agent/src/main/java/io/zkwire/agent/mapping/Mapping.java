package io.zkwire.agent.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole mapping file, without a fault. Immutable.
 *
 * @param file as messages show it
 * @param ensemble which ZooKeeper to connect to
 * @param runsUntilKnown whether guarded methods run until ZooKeeper has answered; else they do not
 * @param restores whether written fields get their own values back on detach; else they keep the
 *     last ones
 * @param walks whether objects are searched for that were there before
 * @param log the agent's log file, or null for the usual one
 * @param classes what it says of classes
 */
public record Mapping(
    String file,
    Ensemble ensemble,
    boolean runsUntilKnown,
    boolean restores,
    boolean walks,
    @Nullable String log,
    List<ClassEntry> classes) {

  /** Copies the list. */
  public Mapping {
    classes = List.copyOf(classes);
  }
}
