package io.zkwire.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {

  @Test
  void comparesWithThePeer() {
    assertThat(line(1.1, 1, Goal.timesPeer(1.1)).met()).isTrue();
    assertThat(line(1.11, 1, Goal.timesPeer(1.1)).met()).isFalse();
  }

  @Test
  void comparesWithThePeerAndSomethingOnTop() {
    assertThat(line(1.5, 1, Goal.peerPlus(0.5, "ns")).met()).isTrue();
    assertThat(line(1.51, 1, Goal.peerPlus(0.5, "ns")).met()).isFalse();
  }

  @Test
  void comparesWhereMoreIsBetter() {
    assertThat(line(20, 1, Goal.atLeastTimesPeer(20)).met()).isTrue();
    assertThat(line(19.9, 1, Goal.atLeastTimesPeer(20)).met()).isFalse();
  }

  @Test
  void comparesWithALimit() {
    assertThat(line(4, 0.1, Goal.atMost(4, "ms")).met()).isTrue();
    assertThat(line(4.1, 100, Goal.atMost(4, "ms")).met()).isFalse();
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
    assertThat(line(0, 0, Goal.atMost(0, "calls")).ratio()).isEqualTo(1);
    assertThat(line(2, 0, Goal.atMost(0, "calls")).json()).containsEntry("ratio", null);
  }

  @Test
  void refusesWhatIsNoFigure() {
    assertThatThrownBy(() -> line(Double.NaN, 1, Goal.timesPeer(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Line line(double ours, double peer, Goal goal) {
    return new Line("X1", "work", ours, peer, "ms", goal);
  }
}
