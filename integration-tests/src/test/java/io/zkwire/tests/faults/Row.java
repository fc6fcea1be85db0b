package io.zkwire.tests.faults;

import java.util.List;
import java.util.Optional;

/** One fault of the matrix: how it is made, and what must hold. */
abstract class Row {
  private final String name;
  private final int rounds;

  /**
   * A row.
   *
   * @param name as it is named on the command line
   * @param rounds how many rounds make the acceptance
   */
  Row(String name, int rounds) {
    this.name = name;
    this.rounds = rounds;
  }

  final String name() {
    return name;
  }

  final int rounds() {
    return rounds;
  }

  /** Why it cannot be run on this machine. */
  Optional<String> leftOut(Machine machine) {
    return Optional.empty();
  }

  /** The subjects that it is run with. */
  List<Kind> kinds() {
    return Kind.EXCLUSIVE;
  }

  /** Whether the stock subject must fail here, or else the row shows nothing. */
  boolean stockFails(Kind kind) {
    return false;
  }

  /** Whether workers get a wall clock that can be moved. */
  boolean movesClocks() {
    return false;
  }

  /** Whether tokens rise from round to round: not where the ensemble forgets. */
  boolean tokensRise() {
    return true;
  }

  Setting setting(String chroot) {
    return Setting.usual(chroot);
  }

  /** Brings the workers of a group to where the first round begins. */
  void prepare(Ensemble ensemble, Group group) {
    group.openAll();
  }
}
