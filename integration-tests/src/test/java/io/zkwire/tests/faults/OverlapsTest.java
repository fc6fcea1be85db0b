package io.zkwire.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the harness sees an overlap where there is one, and only there. */
class OverlapsTest {

  private static final long MS = 1_000_000;

  /** Observations a millisecond apart, each taking 10 µs. */
  private static List<Observation> work(long fromMs, long toMs, long czxid) {
    List<Observation> seen = new ArrayList<>();
    for (long t = fromMs; t <= toMs; t++) {
      seen.add(new Observation(t * MS, t * MS + 10_000, czxid, 0));
    }
    return seen;
  }

  @SafeVarargs
  private static List<Observation> joined(List<Observation>... parts) {
    List<Observation> all = new ArrayList<>();
    for (List<Observation> part : parts) {
      all.addAll(part);
    }
    return all;
  }

  @SafeVarargs
  private static List<Interval> both(List<Observation> a, List<Observation>... others) {
    List<Interval> all = new ArrayList<>(Overlaps.cut("a", a));
    for (int i = 0; i < others.length; i++) {
      all.addAll(Overlaps.cut("b" + i, others[i]));
    }
    return all;
  }

  @Test
  void twoThatWorkAtOnceAreFoundWithTheLengthOfIt() {
    List<Overlaps.Overlap> found = Overlaps.find(both(work(0, 500, 1), work(300, 900, 2)));

    assertThat(found).hasSize(1);
    assertThat(found.get(0).length()).isEqualTo(200 * MS - 10_000);
    assertThat(found.get(0).second().process()).isEqualTo("b0");
  }

  @Test
  void oneAfterTheOtherIsNoOverlap() {
    assertThat(Overlaps.find(both(work(0, 500, 1), work(501, 900, 2)))).isEmpty();
  }

  @Test
  void workInTheSilenceOfAFrozenProcessIsNoOverlap() {
    List<Observation> frozen = joined(work(0, 500, 1), work(5_000, 5_500, 3));

    List<Interval> all = both(frozen, work(600, 4_900, 2));

    assertThat(all).hasSize(3);
    assertThat(Overlaps.find(all)).isEmpty();
  }

  @Test
  void aFrozenProcessThatGoesOnAfterwardsIsFound() {
    List<Observation> zombie = joined(work(0, 500, 1), work(5_000, 5_200, 1));

    List<Overlaps.Overlap> found = Overlaps.find(both(zombie, work(600, 9_000, 2)));

    assertThat(found).hasSize(1);
    assertThat(found.get(0).length()).isEqualTo(200 * MS - 10_000);
  }

  @Test
  void shortSectionsInTurnsAreNoOverlap() {
    List<Observation> a = joined(work(0, 5, 1), work(20, 25, 3), work(40, 45, 5));
    List<Observation> b = joined(work(10, 15, 2), work(30, 35, 4));

    assertThat(Overlaps.find(both(a, b))).isEmpty();
    assertThat(Overlaps.outOfOrder(both(a, b))).isEmpty();
  }

  @Test
  void aSingleObservationInsideTheWorkOfAnotherIsFound() {
    List<Observation> zombie = List.of(new Observation(300 * MS, 300 * MS + 50_000, 1, 0));

    assertThat(Overlaps.find(both(work(0, 500, 2), zombie))).hasSize(1);
  }

  @Test
  void aSingleObservationThatCouldHaveBeenBeforeIsNone() {
    List<Observation> frozenWhileAsking = List.of(new Observation(0, 300 * MS, 1, 0));

    assertThat(Overlaps.find(both(work(200, 500, 2), frozenWhileAsking))).isEmpty();
  }

  /** Frozen after the answer: what lies behind the second reading of the clock is not counted. */
  @Test
  void aLastObservationCountsOnlyUntilItsQuestion() {
    List<Observation> frozen = new ArrayList<>(work(0, 500, 1));
    frozen.add(new Observation(501 * MS, 5_000 * MS, 1, 0));

    assertThat(Overlaps.find(both(frozen, work(600, 9_000, 2)))).isEmpty();
  }

  /** The same, and it goes on afterwards: the time in which it was frozen is not counted. */
  @Test
  void aFreezeInsideAnObservationIsASilence() {
    List<Observation> zombie = new ArrayList<>(work(0, 500, 1));
    zombie.add(new Observation(501 * MS, 5_000 * MS, 1, 0));
    zombie.addAll(work(5_001, 5_200, 1));

    List<Overlaps.Overlap> found = Overlaps.find(both(zombie, work(600, 9_000, 2)));

    assertThat(found).hasSize(1);
    assertThat(found.get(0).length()).isEqualTo(199 * MS - 10_000);
  }

  @Test
  void threeAtOnceAreThreePairs() {
    assertThat(Overlaps.find(both(work(0, 500, 1), work(100, 500, 2), work(200, 500, 3))))
        .hasSize(3);
  }

  @Test
  void theSameProcessNeverOverlapsWithItself() {
    List<Interval> all = new ArrayList<>(Overlaps.cut("a", work(0, 500, 1)));
    all.addAll(Overlaps.cut("a", work(200, 700, 2)));

    assertThat(Overlaps.find(all)).isEmpty();
  }

  @Test
  void anOlderOrSharedTokenLaterOnIsFound() {
    assertThat(Overlaps.outOfOrder(both(work(0, 10, 2), work(20, 30, 1)))).hasSize(1);
    assertThat(Overlaps.outOfOrder(both(work(0, 10, 2), work(20, 30, 2)))).hasSize(1);
    assertThat(Overlaps.outOfOrder(both(work(0, 10, 2), work(20, 30, 3)))).isEmpty();
  }

  @Test
  void aTermThatResumesKeepsItsToken() {
    List<Observation> lapsed = joined(work(0, 10, 1), work(500, 600, 1));

    assertThat(Overlaps.outOfOrder(Overlaps.cut("a", lapsed))).isEmpty();
  }

  @Test
  void aLogIsReadAsItWasWrittenAndAHalfRecordIsLeftOut(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("a.log");
    List<Observation> seen = work(0, 100, 7);
    try (WorkLog log = new WorkLog(file)) {
      seen.forEach(log::append);
    }
    Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);

    assertThat(WorkLog.read(file)).isEqualTo(seen);
  }
}
