package io.zkwire.tests.faults;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * What a row found for one subject.
 *
 * @param row the row
 * @param subject the subject
 * @param rounds how many rounds were made
 * @param overlaps in how many of them two worked at the same time
 * @param failures in how many of them anything else was wrong
 * @param overlapMillis for how long two worked at the same time, all rounds together
 * @param overlapMaxMillis the longest of these times
 * @param p50 the median of what the row measures, mostly until the next one works, in milliseconds
 * @param max the largest of it
 * @param held whether everything held
 * @param mustFail whether it is a stock subject that must fail here
 * @param seconds how long the row took
 * @param seed from which its random phases came
 * @param detail the first things that were wrong, and what else is to be told
 */
record Result(
    String row,
    String subject,
    int rounds,
    int overlaps,
    int failures,
    long overlapMillis,
    long overlapMaxMillis,
    long p50,
    long max,
    boolean held,
    boolean mustFail,
    long seconds,
    long seed,
    List<String> detail) {

  /** Whether it is as it must be: ours holds, and stock fails where its failure is known. */
  @JsonIgnore
  boolean isAsExpected() {
    return isOurs() ? held : !mustFail || !held;
  }

  @JsonIgnore
  boolean isOurs() {
    return subject.startsWith("ours");
  }

  String verdict() {
    if (isOurs()) {
      return held ? "holds" : "FAILS";
    }
    if (held) {
      return mustFail ? "NOT SHOWN" : "holds";
    }
    return mustFail ? "fails, as known" : "fails";
  }
}
