package io.zkwire.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, suggestions, Javadoc sentences and JSON. */
class TextsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "a/b-c/d.e_f", "/a", "/config/a", "${a}", "a/${b.c}/d-${e}", "...", "/zk"})
  void keysThatAreAllowed(String key) {
    assertThat(KeyPath.problem(key)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "//a",
        "a/",
        "a//b",
        ".",
        "a/..",
        "a/./b",
        "a b",
        "ä",
        "a\u0000",
        "a:b",
        "/zkwire",
        "/zkwire/lease",
        "/zookeeper",
        "${}",
        "${a",
        "${a b}",
        "$a",
        "a{b}",
        "${a/b}"
      })
  void keysThatAreRefused(String key) {
    assertThat(KeyPath.problem(key)).isNotNull();
  }

  @Test
  void segmentsHaveALongestLength() {
    assertThat(KeyPath.problem("a/" + "b".repeat(128))).isNull();
    assertThat(KeyPath.problem("a/" + "b".repeat(129)))
        .contains("129 characters, more than 128 (segment 2)");
  }

  @ParameterizedTest
  @CsvSource({"a,a,0", "kitten,sitting,3", "'',abc,3", "abc,'',3", "interval,intervl,1"})
  void distance(String from, String to, int distance) {
    assertThat(Suggestions.distance(from, to)).isEqualTo(distance);
  }

  @Test
  void suggestionsAreTheThreeNearest() {
    assertThat(Suggestions.of("abcd", List.of("zzzz", "abce", "abcdef", "abc", "abxd"), "none"))
        .isEqualTo("Did you mean \"abc\" or \"abce\" or \"abxd\"?");
    assertThat(Suggestions.of("abcd", List.of("zzzz"), "none")).isEqualTo("none");
  }

  @Test
  void firstSentences() {
    assertThat(JavadocText.firstSentence(null)).isNull();
    assertThat(JavadocText.firstSentence(" \n @since 1")).isNull();
    assertThat(JavadocText.firstSentence(" How {@code often},\n  <b>really</b>. Not this."))
        .isEqualTo("How often, really.");
    assertThat(JavadocText.firstSentence(" Version 1.5 of {@link java.util.List}\n @see String"))
        .isEqualTo("Version 1.5 of java.util.List");
    assertThat(JavadocText.firstSentence(" A {@code List<String>} of a@b.c"))
        .isEqualTo("A List<String> of a@b.c");
  }

  @Test
  void json() {
    assertThat(Json.of(Map.of("a", List.of("b\"\\\n\u00fc", true, 1))))
        .isEqualTo("{\"a\": [\"b\\\"\\\\\\u000a\\u00fc\", true, 1]}");
  }
}
