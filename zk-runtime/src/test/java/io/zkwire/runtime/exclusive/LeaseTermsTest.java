package io.zkwire.runtime.exclusive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zkwire.OptionException;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.LeaseOptions.Mode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R4: one lease for a whole chroot. */
class LeaseTermsTest {

  @Test
  void aNewChrootHasTheDefaults() {
    LeaseTerms terms = LeaseTerms.of(LeaseOptions.defaults());
    assertThat(terms.lease()).isEqualTo(Duration.ofMillis(7_500));
    assertThat(terms.delay()).isEqualTo(terms.lease());
    assertThat(terms.mode()).isEqualTo(Mode.DELAY);
    assertThat(new String(terms.bytes(), UTF_8))
        .isEqualTo("{\"lease\":7500,\"delay\":7500,\"mode\":\"delay\"}");
  }

  @Test
  void whatIsStoredIsReadBack() {
    LeaseOptions options =
        LeaseOptions.defaults()
            .lease(Duration.ofSeconds(2))
            .lockDelay(Duration.ofSeconds(3))
            .sessionAware();
    LeaseTerms terms = LeaseTerms.of(options);
    assertThat(LeaseTerms.parse(terms.bytes())).isEqualTo(terms);
    assertThat(terms.contradiction(options)).isNull();
    assertThat(terms.contradiction(LeaseOptions.defaults())).isNull();
    assertThat(terms.contradiction(LeaseOptions.defaults().lease(Duration.ofSeconds(1))))
        .isEqualTo("lease is 2000 ms and the option 1000");
    assertThat(terms.contradiction(LeaseOptions.defaults().lockDelay(Duration.ofSeconds(4))))
        .isEqualTo("lockDelay is 3000 ms and the option 4000");
    assertThat(terms.contradiction(new LeaseOptions(null, null, Mode.DELAY, false, true)))
        .isEqualTo("mode is SESSION_AWARE and the option DELAY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "7500",
        "{\"lease\":7500}",
        "{\"lease\":99,\"delay\":99,\"mode\":\"delay\"}",
        "{\"lease\":7500,\"delay\":100,\"mode\":\"delay\"}",
        "{\"lease\":7500,\"delay\":7500,\"mode\":\"none\"}",
        "{\"lease\":-1,\"delay\":7500,\"mode\":\"delay\"}",
        "{\"lease\":999999,\"delay\":999999,\"mode\":\"delay\"}"
      })
  void whatIsUnusableIsNotRead(String text) {
    assertThat(LeaseTerms.parse(text.getBytes(UTF_8))).isNull();
  }

  @Test
  void aGrantIsNeverValidForLongerThanHalfASession() {
    LeaseTerms terms = LeaseTerms.of(LeaseOptions.defaults());
    assertThat(terms.validity(Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(2));
    assertThat(terms.validity(Duration.ofSeconds(40))).isEqualTo(Duration.ofMillis(7_500));
  }

  @Test
  void optionsOutOfRangeAreRefusedByName() {
    LeaseOptions options = LeaseOptions.defaults();
    assertThatThrownBy(() -> options.lease(Duration.ofMillis(99)))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("lease is out of range");
    assertThatThrownBy(() -> options.lease(Duration.ofMinutes(6)))
        .isInstanceOf(OptionException.class);
    assertThatThrownBy(
            () -> options.lease(Duration.ofSeconds(2)).lockDelay(Duration.ofMillis(1_999)))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("lockDelay is out of range");
    assertThat(options.lockDelay(Duration.ZERO).delay()).isZero();
  }
}
