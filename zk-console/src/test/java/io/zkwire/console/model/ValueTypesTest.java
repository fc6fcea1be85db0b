package io.zkwire.console.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an editor begins with. */
class ValueTypesTest {

  private static final Map<String, Manifest.Schema> SCHEMAS =
      Map.of(
          "shop.Mode", new Manifest.Schema(Map.of(), List.of("OPEN", "CLOSED")),
          "shop.Prices", new Manifest.Schema(Map.of("discount", "int"), List.of()));

  private static String start(String type, String source) {
    return ValueTypes.start(type, source, SCHEMAS);
  }

  /** Regression: the source of an initialiser stood in the editor, which refused it at once. */
  @Test
  void anInitialiserIsAValueOrNone() {
    assertThat(start("int", "5")).isEqualTo("5");
    assertThat(start("boolean", "true")).isEqualTo("true");
    assertThat(start("shop.Mode", "Mode.OPEN")).isEqualTo("OPEN");
    assertThat(start("java.lang.String", "\"EUR\"")).isEqualTo("EUR");
    for (String expression : List.of("5 * 60", "FIVE", "limit()")) {
      assertThat(start("int", expression)).as(expression).isEmpty();
      assertThat(start("java.lang.String", expression)).as(expression).isEmpty();
      assertThat(start("shop.Mode", expression)).as(expression).isEmpty();
    }
    assertThat(start("java.time.Duration", "Duration.ofMinutes(5)")).isEmpty();
    assertThat(start("shop.Prices", "new Prices(0)")).isEmpty();
    assertThat(start("java.lang.String", "\"a\" + \"b\"")).isEmpty();
    assertThat(start("java.lang.String", "\"a\\n\"")).isEmpty();
  }
}
