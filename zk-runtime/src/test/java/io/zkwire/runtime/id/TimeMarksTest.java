package io.zkwire.runtime.id;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeMarksTest {

  @Test
  void aMarkIsAheadOfTheClockAndOfTheIdThatIsGiven() {
    assertThat(TimeMarks.ahead(0, 5, 1_000)).isEqualTo(11_000);
    assertThat(TimeMarks.ahead(0, 2_000, 1_000)).isEqualTo(12_000);
  }

  /**
   * A thread reads the clock and stands still; others reserve more by the same clock, which is then
   * set back; the thread goes on.
   */
  @Test
  void aMarkIsNeverLowered() {
    long last = TimeMarks.ahead(0, 60_000, 60_000);
    assertThat(TimeMarks.ahead(last, 1_000, 1_000)).isEqualTo(last);
  }
}
