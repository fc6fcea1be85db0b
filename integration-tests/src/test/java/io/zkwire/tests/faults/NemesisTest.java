package io.zkwire.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.zkwire.tests.faults.Nemesis.Blow;
import io.zkwire.tests.faults.Nemesis.Draw;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That a seed repeats its faults, and that no fault is never drawn. */
class NemesisTest {

  private static List<Draw> draws(long seed) {
    Random random = new Random(seed);
    return Stream.generate(() -> Draw.from(random, 4)).limit(500).toList();
  }

  @Test
  void theSameSeedDrawsTheSameFaults() {
    assertThat(draws(7)).isEqualTo(draws(7)).isNotEqualTo(draws(8));
  }

  @Test
  void everyFaultHitsEveryWorkerForUpToThreeSessions() {
    List<Draw> draws = draws(7);

    assertThat(draws).extracting(Draw::blow).contains(Blow.values());
    assertThat(draws).extracting(Draw::victim).contains(0, 1, 2, 3).doesNotContain(4);
    assertThat(draws)
        .allMatch(draw -> draw.time().compareTo(Setting.T.dividedBy(10)) >= 0)
        .allMatch(draw -> draw.time().compareTo(Setting.T.multipliedBy(3)) <= 0)
        .anyMatch(draw -> draw.time().compareTo(Duration.ofSeconds(5)) > 0);
  }
}
