package io.zkwire.tests.faults;

import java.util.List;

/** A fault of servers, which hits all groups at once. */
abstract class EnsembleRow extends Row {

  EnsembleRow(String name, int rounds) {
    super(name, rounds);
  }

  /** A group and its record of the round. */
  record Bout(Group group, Trial trial) {}

  /** One round. What is thrown ends it as failed for all, and everything is started anew. */
  abstract void round(Ensemble ensemble, List<Bout> bouts);
}
