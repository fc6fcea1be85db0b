package io.zkwire.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NamesTest {

  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._-]{1,128}");
  private static final String ALPHABET = "ab.-_/\\%2e\u0000\u202e\ud800 ~$\u00e9A9";

  @Test
  void noneOfAMillionRandomNamesLeavesTheRoot() {
    Random random = new Random(20261123);
    int accepted = 0;
    for (int i = 0; i < 1_000_000; i++) {
      String name = randomName(random);
      try {
        Names.segment("the name", name);
        accepted++;
        if (!SAFE.matcher(name).matches() || name.equals(".") || name.equals("..")) {
          fail("accepted '%s'", name);
        }
      } catch (ZkWireException e) {
        if (e.code() != ErrorCode.NAME) {
          throw e;
        }
      }
    }
    assertThat(accepted).isBetween(10_000, 990_000);
  }

  private static String randomName(Random random) {
    int length = random.nextInt(5);
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < length; i++) {
      name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return name.toString();
  }

  @Test
  void refusesByReason() {
    assertThatThrownBy(() -> Names.path("the key", "config"))
        .hasMessageContaining("begin with '/'");
    assertThatThrownBy(() -> Names.path("the key", "/a/../b")).hasMessageContaining("'..'");
    assertThatThrownBy(() -> Names.path("the key", "/a//b")).hasMessageContaining("empty");
    assertThatThrownBy(() -> Names.segment("the name", "x".repeat(129)))
        .hasMessageContaining("129 characters");
    assertThatThrownBy(() -> Names.segment("the name", "a\nb")).hasMessageContaining("U+000A");
  }

  @Test
  void optionsPrecedeSystemPropertiesAndThoseTheEnvironment() {
    Map<String, String> options = Map.of("x", "option");
    assertThat(Names.resolve("a/${x}/b", options, n -> "property", n -> "env"))
        .isEqualTo("a/option/b");
    assertThat(Names.resolve("${y}", options, n -> "property", n -> "env")).isEqualTo("property");
    assertThat(Names.resolve("${y}", options, n -> null, n -> "env")).isEqualTo("env");
    assertThat(Names.resolve("${x}-${x}", options)).isEqualTo("option-option");
    assertThatThrownBy(() -> Names.resolve("a/${nobody}", options, n -> null, n -> null))
        .hasMessageStartingWith("[ZK-NAME-02]")
        .hasMessageContaining("${nobody}");
  }

  @Test
  void aValueWithAPlaceholderInItIsNotResolvedAgain() {
    assertThat(Names.resolve("${x}", Map.of("x", "${y}$1\\"))).isEqualTo("${y}$1\\");
  }
}
