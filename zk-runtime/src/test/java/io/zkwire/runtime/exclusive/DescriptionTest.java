package io.zkwire.runtime.exclusive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the node of a candidate may hold: anything. */
class DescriptionTest {

  private static final String BEAT = "0a0a0a0a-0000-4000-8000-00000000000a";

  @Test
  void whatIsWrittenIsReadBack() {
    Description description = new Description("id", "host", 7, BEAT);
    assertThat(Description.parse(description.bytes())).isEqualTo(description);
  }

  @Test
  void aBeatThatWouldLeadElsewhereIsNone() {
    String hostile = "{\"id\":\"a\",\"beat\":\"../../config\"}";
    assertThat(Description.parse(hostile.getBytes(UTF_8)).beat()).isEmpty();
  }

  @Test
  void whatOtherRecipesWriteIsTheirName() {
    assertThat(Description.parse("10.0.0.1\n".getBytes(UTF_8)).process()).isEqualTo("10.0.0.1?");
    assertThat(Description.parse("[1]".getBytes(UTF_8)).process()).isEqualTo("[1]");
    assertThat(Description.parse(null).process()).isEmpty();
    assertThat(Description.parse(new byte[5_000]).process()).isEmpty();
    String deep = "[".repeat(2_000);
    assertThat(Description.parse(deep.getBytes(UTF_8)).host()).isEmpty();
  }
}
