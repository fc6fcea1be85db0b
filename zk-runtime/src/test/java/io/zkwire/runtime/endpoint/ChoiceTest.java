package io.zkwire.runtime.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zkwire.Endpoint;
import io.zkwire.EndpointPicker;
import io.zkwire.annotation.Balance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How one is chosen, counted with a fixed seed. */
class ChoiceTest {

  private static final int PICKS = 200_000;
  private final SplittableRandom random = new SplittableRandom(7);

  private static List<BackendState> backends(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new BackendState(Endpoint.of("10.0." + i / 250 + "." + i % 250, 80)))
        .sorted(Comparator.comparing(b -> b.endpoint().id()))
        .toList();
  }

  private int[] counts(EndpointPicker picker, int count) {
    int[] counts = new int[count];
    for (int i = 0; i < PICKS; i++) {
      counts[picker.pick(random.nextLong())]++;
    }
    return counts;
  }

  @Test
  void roundRobinTakesOneAfterTheOther() {
    EndpointPicker picker = Strategies.of(Balance.ROUND_ROBIN, 0).prepare(backends(3));
    int first = picker.pick(0);
    for (int i = 1; i < 10; i++) {
      assertThat(picker.pick(0)).isEqualTo((first + i) % 3);
    }
  }

  @Test
  void randomTakesAllAlike() {
    for (int count : counts(Strategies.of(Balance.RANDOM, 0).prepare(backends(5)), 5)) {
      assertThat((double) count / PICKS).isCloseTo(0.2, within(0.01));
    }
  }

  @Test
  void weightsAreProportions() {
    List<BackendState> all = new ArrayList<>();
    int[] weights = {0, 1, 2, 7, 10};
    for (int i = 0; i < weights.length; i++) {
      all.add(new BackendState(Endpoint.of("h" + i, 80).withWeight(weights[i])));
    }
    int[] counts = counts(Strategies.of(Balance.WEIGHTED, 0).prepare(all), 5);
    for (int i = 0; i < weights.length; i++) {
      assertThat((double) counts[i] / PICKS).isCloseTo(weights[i] / 20.0, within(0.01));
    }
    List<BackendState> none =
        List.of(
            new BackendState(Endpoint.of("a", 1).withWeight(0)),
            new BackendState(Endpoint.of("b", 1).withWeight(0)));
    assertThat((double) counts(new AliasTable(none), 2)[0] / PICKS).isCloseTo(0.5, within(0.01));
  }

  @Test
  void theLessLoadedOfTwoIsTaken() {
    List<BackendState> all = backends(3);
    all.get(1).begin();
    all.get(1).begin();
    all.get(2).begin();
    int[] counts = counts(Strategies.of(Balance.LEAST_IN_FLIGHT, 0).prepare(all), 3);
    assertThat(counts[1]).as("it loses against each other one").isZero();
    assertThat(counts[0]).isGreaterThan(counts[2]);
    assertThat(counts(Strategies.of(Balance.LEAST_IN_FLIGHT, 0).prepare(backends(1)), 1)[0])
        .isEqualTo(PICKS);
  }

  @Test
  void theQuickerOfTwoIsTakenAndTheUnknownIsTriedOnce() {
    List<BackendState> all = backends(3);
    for (int i = 0; i < 20; i++) {
      all.get(0).begin();
      all.get(0).succeeded(5_000_000);
      all.get(1).begin();
      all.get(1).succeeded(100_000_000);
    }
    EndpointPicker picker = Strategies.of(Balance.LEAST_RESPONSE_TIME, 0).prepare(all);
    int[] counts = counts(picker, 3);
    assertThat(counts[1]).isZero();
    assertThat(counts[2]).as("nothing is known of it").isGreaterThan(counts[0]);
    all.get(2).begin();
    assertThat(counts(picker, 3)[2]).as("somebody finds out").isZero();
    for (int i = 0; i < 8; i++) {
      all.get(1).age(); // nobody calls it: in time it is tried again
    }
    assertThat(counts(picker, 3)[1]).isPositive();
  }

  /**
   * Calls begin each 2.5 ms; of five backends one answers after 100 ms, the others after 5. Fewer
   * than one of a hundred go to the slow one, so that it does not show in the 99th percentile.
   */
  @Test
  void hardlyAnyCallGoesToTheSlowOneOfFive() {
    List<BackendState> all = backends(5);
    EndpointPicker picker = Strategies.of(Balance.LEAST_RESPONSE_TIME, 0).prepare(all);
    PriorityQueue<long[]> underWay = new PriorityQueue<>(Comparator.comparingLong(c -> c[0]));
    int[] counts = new int[5];
    for (int call = 0; call < 24_000; call++) {
      long now = call * 2_500_000L;
      while (!underWay.isEmpty() && underWay.element()[0] <= now) {
        long[] ended = underWay.remove();
        all.get((int) ended[1]).succeeded(ended[0] - ended[2]);
      }
      if (call % 400 == 399) {
        all.forEach(BackendState::age); // each second
      }
      int chosen = picker.pick(random.nextLong());
      all.get(chosen).begin();
      underWay.add(new long[] {now + (chosen == 0 ? 100_000_000 : 5_000_000), chosen, now});
      counts[chosen] += call < 400 ? 0 : 1;
    }
    assertThat(counts[0]).as("tried again now and then: %s", counts).isBetween(1, 118);
    for (int i = 1; i < 5; i++) {
      assertThat(counts[i]).isBetween(5_300, 6_500);
    }
  }

  @Test
  void aFailureIsNoQuickAnswer() {
    BackendState state = backends(1).get(0);
    state.begin();
    state.succeeded(10_000_000);
    state.begin();
    assertThat(state.failed(1_000)).isEqualTo(1);
    assertThat(state.responseNanos()).isGreaterThan(10_000_000);
    assertThat(state.inFlight()).isZero();
  }

  /** The least that can move is the share of the one that goes. */
  @Test
  void consistentHashingMovesFewKeysMoreThanItMust() {
    for (int count : new int[] {5, 10, 100}) {
      List<BackendState> all = backends(count);
      List<BackendState> fewer = new ArrayList<>(all);
      BackendState gone = fewer.remove(count / 2);
      Maglev before = new Maglev(all);
      Maglev after = new Maglev(fewer);
      int moved = 0;
      int must = 0;
      int[] shares = new int[count];
      for (int i = 0; i < PICKS; i++) {
        long hash = random.nextLong();
        BackendState was = all.get(before.pick(hash));
        shares[before.pick(hash)]++;
        if (was == gone) {
          must++;
        } else if (fewer.get(after.pick(hash)) != was) {
          moved++;
        }
      }
      double share = (double) must / PICKS;
      double extra = (double) moved / PICKS;
      assertThat(share).as("of %d, the one that goes", count).isCloseTo(1.0 / count, within(0.02));
      assertThat(extra).as("of %d, keys that moved and need not", count).isLessThan(0.04);
      for (int each : shares) {
        assertThat((double) each / PICKS * count).isCloseTo(1, within(0.15));
      }
    }
  }

  @Test
  void tenThousandAreHashedToo() {
    Maglev table = new Maglev(backends(10_000));
    assertThat(
            IntStream.range(0, 100_000).map(i -> table.pick(random.nextLong())).distinct().count())
        .isGreaterThan(9_900);
  }

  @Test
  void aKeyHasTheSameHashInEveryProcess() {
    assertThat(Hashes.of("customer-4711")).isEqualTo(Hashes.of(new StringBuilder("customer-4711")));
    assertThat(Hashes.of("customer-4711")).isEqualTo(-6038911684374058293L);
  }

  @Test
  void withoutAKeyAProcessStaysWithItsOwn() {
    EndpointPicker one = Strategies.of(Balance.CONSISTENT_HASH, 1).prepare(backends(50));
    int own = one.pick(random.nextLong());
    for (int i = 0; i < 100; i++) {
      assertThat(one.pick(random.nextLong())).isEqualTo(own);
    }
  }
}
