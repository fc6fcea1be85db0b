package io.zkwire.tests.faults;

import java.util.List;

/** A fault of workers that take IDs. No ID may be given twice, and those of a thread must rise. */
abstract class IdRow extends GroupRow {
  /** What a round notes in which a new process was not up when it should have been. */
  static final String LATE = "late";

  IdRow(String name, int rounds) {
    super(name, rounds);
  }

  /** How many IDs there must be for each round, or else the row shows nothing. */
  abstract int leastIdsARound();

  @Override
  final List<Kind> kinds() {
    return List.of(Kind.OURS_IDS);
  }

  /** All begin at once, in a chroot where nothing stands. */
  @Override
  void prepare(Ensemble ensemble, Group group) {
    open(group, group.workers());
  }

  abstract void open(Group group, List<Worker> workers);
}
