package io.zkwire.samples.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zkwire.FencingToken;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What the store refuses. */
class ReportStoreTest {

  private static final LocalDate NIGHT = LocalDate.of(2026, 1, 1);
  private static final FencingToken OLD = new FencingToken(7, 0);
  private static final FencingToken OLD_PASSED_ON = new FencingToken(7, 1);
  private static final FencingToken NEW = new FencingToken(9, 0);

  private final ReportStore store = new ReportStore(NIGHT);

  @Test
  void refusesAnOlderTokenAndKeepsWhatItHas() {
    store.write(NIGHT, "new", NEW);
    assertThatThrownBy(() -> store.write(NIGHT, "old", OLD))
        .isInstanceOf(StaleTokenException.class)
        .hasMessageContaining("7-0")
        .hasMessageContaining("9-0");
    assertThat(store.report(NIGHT)).hasValue("new");
    store.write(NIGHT.plusDays(1), "new", NEW);
    assertThat(store.due(NEW)).isEqualTo(NIGHT.plusDays(2));
  }

  @Test
  void theQuestionOfALaterLeaderShutsTheEarlierOneOut() {
    assertThat(store.due(OLD)).isEqualTo(NIGHT);
    assertThat(store.due(NEW)).isEqualTo(NIGHT);
    assertThatThrownBy(() -> store.write(NIGHT, "old", OLD))
        .isInstanceOf(StaleTokenException.class);
    assertThat(store.report(NIGHT)).isEmpty();
  }

  @Test
  void comparesTokensOfOneLockOnly() {
    store.write(NIGHT, "report", NEW);
    assertThat(store.notArchived(NIGHT, OLD)).hasValue("report");
    assertThat(store.notArchived(NIGHT.plusDays(1), OLD)).isEmpty();
    assertThat(store.notArchived(NIGHT, OLD_PASSED_ON)).hasValue("report");
    assertThatThrownBy(() -> store.archive(NIGHT, "packed", OLD))
        .isInstanceOf(StaleTokenException.class);
    store.archive(NIGHT, "packed", OLD_PASSED_ON);
    assertThat(store.notArchived(NIGHT, OLD_PASSED_ON)).isEmpty();
  }
}
