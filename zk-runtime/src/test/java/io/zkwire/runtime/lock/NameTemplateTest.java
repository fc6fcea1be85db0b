package io.zkwire.runtime.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NameTemplateTest {

  @Test
  void argumentsStandInTheirPlaces() {
    NameTemplate name = NameTemplate.of("orders-{country}-{id}");
    assertThat(name.places()).isEqualTo(2);
    assertThat(name.fill(new Object[] {"CH", 17L})).isEqualTo("orders-CH-17");
    assertThat(NameTemplate.of("orders").fill(new Object[0])).isEqualTo("orders");
  }

  @Test
  void aNullArgumentIsRefused() {
    assertThatThrownBy(() -> NameTemplate.of("a-{b}").fill(new Object[] {null}))
        .isInstanceOfSatisfying(
            ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NAME));
  }

  @Test
  void noArgumentLeavesTheRoot() {
    NameTemplate name = NameTemplate.of("{id}");
    Random random = new Random(7);
    String alphabet = "abc./\\\0\n %~-_{}$\u2028";
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(6); n >= 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        String filled = name.fill(new Object[] {text});
        assertThat(filled).matches("[A-Za-z0-9._-]{1,128}").isNotIn(".", "..");
      } catch (ZkWireException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.NAME);
        refused++;
      }
    }
    assertThat(refused).isBetween(50_000, 99_999);
  }
}
