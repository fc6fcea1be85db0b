package io.zkwire.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {

  @Test
  void comparesWithThePeer() {
    assertThat(Goal.timesPeer(1.1).reached(1.1, 1)).isTrue();
    assertThat(Goal.timesPeer(1.1).reached(1.11, 1)).isFalse();
  }

  @Test
  void comparesWithThePeerAndSomethingOnTop() {
    assertThat(Goal.peerPlus(0.5, "ns").reached(1.5, 1)).isTrue();
    assertThat(Goal.peerPlus(0.5, "ns").reached(1.51, 1)).isFalse();
  }

  @Test
  void comparesWhereMoreIsBetter() {
    assertThat(Goal.atLeastTimesPeer(20).reached(20, 1)).isTrue();
    assertThat(Goal.atLeastTimesPeer(20).reached(19.9, 1)).isFalse();
  }

  @Test
  void comparesWithALimit() {
    assertThat(Goal.atMost(4, "ms").reached(4, 0.1)).isTrue();
    assertThat(Goal.atMost(4, "ms").reached(4.1, 100)).isFalse();
  }

  @Test
  void theTextOfAGoalSaysAllOfIt() {
    for (Goal goal :
        List.of(
            Goal.timesPeer(1.1),
            Goal.partOfPeer(3),
            Goal.atLeastTimesPeer(20),
            Goal.peerPlus(0.5, "ns"),
            Goal.atMost(0, "calls"),
            Goal.atMost(1.2, "notifications"))) {
      assertThat(Goal.parse(goal.text())).isEqualTo(goal);
    }
    assertThatThrownBy(() -> Goal.parse("quick")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hasARatioWhereThePeerIsZero() {
    assertThat(result(0, 0).ratio()).isEqualTo(1);
    assertThat(result(2, 0).json()).containsEntry("ratio", null);
  }

  @Test
  void refusesWhatIsNoFigure() {
    assertThatThrownBy(() -> line(Double.NaN, 1, Goal.timesPeer(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Result result(double ours, double peer) {
    return RowRun.join(List.of(List.of(line(ours, peer, Goal.atMost(0, "calls"))))).get(0);
  }

  private static Line line(double ours, double peer, Goal goal) {
    return new Line("X1", "work", ours, peer, "ms", goal);
  }
}
