package io.zkwire.tests.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the parties of barriers say came of each generation: of those who know, all pass or none
 * does, and all leave or none does. Not thread-safe.
 */
final class BarrierJudge {

  /** What a party says that has passed, or left with the others. */
  static final String PASSED = "passed";

  private static final String UNKNOWN = "UNKNOWN";

  private final List<String> wrong = new ArrayList<>();
  private final Map<String, Integer> answers = new TreeMap<>();
  private final Map<Fault, Outcomes> outcomes = new EnumMap<>(Fault.class);

  /** What is done to a party. */
  enum Fault {
    KILL,
    CUT,
    GIVE_UP,
    NONE
  }

  /** What came of generations to which the same was done. */
  private static final class Outcomes {
    private int passed;
    private int broken;
    private int inPart;
    private long nanos;

    @Override
    public String toString() {
      String all = passed + " passed, " + broken + " broken, " + inPart + " in part";
      return all + " (" + nanos / 1_000_000_000 + " s)";
    }
  }

  private Outcomes of(Fault fault) {
    return outcomes.computeIfAbsent(fault, f -> new Outcomes());
  }

  /** Something else is wrong. */
  void wrong(String what) {
    wrong.add(what);
  }

  /** What was wrong, one line each. */
  List<String> wrong() {
    return wrong;
  }

  /** How long it took, with all that belongs to it. */
  void took(Fault fault, long nanos) {
    of(fault).nanos += nanos;
  }

  /** What came of it all. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    outcomes.forEach((fault, each) -> notes.add(fault + ": " + each));
    notes.add("answers of parties: " + answers);
    return notes;
  }

  /**
   * Judges one generation.
   *
   * @param fault what was done to it
   * @param what which it is
   * @param entering what parties say that came to it
   * @param leaving what those say that left it
   */
  void judge(Fault fault, String what, List<String> entering, List<String> leaving) {
    entering.forEach(answer -> answers.merge("done " + answer, 1, Integer::sum));
    leaving.forEach(answer -> answers.merge("left " + answer, 1, Integer::sum));
    String said = ": " + entering + ", left: " + leaving + ", after " + fault;
    if (isInPart(entering) || isInPart(leaving)) {
      of(fault).inPart++;
      wrong.add(what + " passed in part" + said);
      return;
    }
    boolean passed = entering.contains(PASSED);
    of(fault).passed += passed ? 1 : 0;
    of(fault).broken += passed ? 0 : 1;
    if (fault == Fault.NONE && !(all(entering) && all(leaving))) {
      wrong.add(what + " did not pass" + said);
    }
  }

  private static boolean all(List<String> some) {
    return some.stream().allMatch(PASSED::equals);
  }

  private static boolean isInPart(List<String> some) {
    return some.contains(PASSED)
        && some.stream().anyMatch(answer -> !answer.equals(PASSED) && !answer.equals(UNKNOWN));
  }
}
