package io.zkwire.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void aPercentileIsAFigureThatWasMeasured() {
    Samples samples = new Samples();
    for (int i = 200; i > 0; i--) {
      samples.add(i);
    }
    assertThat(samples.percentile(99)).isEqualTo(198);
    assertThat(samples.percentile(100)).isEqualTo(200);
    assertThat(samples.median()).isEqualTo(100.5);
  }

  @Test
  void takesWhatAnotherHasCollected() {
    Samples one = new Samples();
    Samples two = new Samples();
    one.add(1);
    two.add(3);
    one.addAll(two);
    assertThat(one.size()).isEqualTo(2);
    assertThat(one.sum()).isEqualTo(4);
  }

  @Test
  void nothingHasNoMedian() {
    assertThatThrownBy(() -> new Samples().percentile(99))
        .isInstanceOf(IllegalStateException.class);
  }
}
