package io.zkwire.tests.faults;

import java.util.List;

/** A fault that does not concern exclusive work: it has clients of its own. */
abstract class SoloRow extends Row {

  SoloRow(String name, int rounds) {
    super(name, rounds);
  }

  /** What is tried, as the report names it; it begins with {@code ours-}. */
  abstract String subject();

  /** Starts the clients, before the first round. */
  abstract void open(Ensemble ensemble, Java java) throws Exception;

  /** One round. What is thrown ends it as failed. */
  abstract void round(Ensemble ensemble, Trial trial) throws Exception;

  /** Ends the clients. */
  abstract void close();

  @Override
  final List<Kind> kinds() {
    return List.of();
  }
}
