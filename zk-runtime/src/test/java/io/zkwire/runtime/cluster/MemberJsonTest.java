package io.zkwire.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zkwire.Member;
import io.zkwire.MemberHealth;
import io.zkwire.MemberStatus;
import io.zkwire.runtime.cluster.MemberJson.Unreadable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the nodes of members and groups, some of it hostile. */
class MemberJsonTest {

  private static final Member MEMBER =
      new Member(
          "importers",
          "web-7",
          "6f0cb2f6-6a6b-4f0f-8a06-6d7b1a0c4d11",
          "web-7.example",
          List.of("10.1.4.7", "fd00::7"),
          4711,
          Instant.parse("2024-05-01T12:00:00Z"),
          Duration.ofSeconds(15),
          "0.1",
          "1.4",
          MemberHealth.UNHEALTHY,
          MemberStatus.DRAINING,
          Map.of("queued", 7L, "load", 0.5, "names", List.of("a", Map.of("b", true))));

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatWasWrittenIsRead() throws Unreadable {
    assertThat(MemberJson.read("importers", "web-7", MemberJson.write(MEMBER))).isEqualTo(MEMBER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "null",
        "[]",
        "{",
        "{} {}",
        "{\"id\":\"other\"}",
        "{\"id\":\"web-7\"}",
        "{\"id\":\"web-7\",\"id\":\"web-7\"}",
        "{\"id\":\"web-7\",\"started\":\"soon\",\"health\":\"HEALTHY\",\"status\":\"ONLINE\"}",
        "{\"id\":\"web-7\",\"started\":\"2024-05-01T12:00:00Z\",\"health\":\"FINE\"}",
        "{\"@class\":\"java.lang.Runtime\",\"id\":\"web-7\"}"
      })
  void whatIsNoMemberIsRefused(String json) {
    assertThatThrownBy(() -> MemberJson.read("importers", "web-7", bytes(json)))
        .isInstanceOf(Unreadable.class);
  }

  @Test
  void depthAndSizeAreLimited() {
    String deep = "{\"state\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
    assertThatThrownBy(() -> MemberJson.read("importers", "web-7", bytes(deep)))
        .isInstanceOf(Unreadable.class);
    byte[] large = new byte[70_000];
    assertThatThrownBy(() -> MemberJson.read("importers", "web-7", large))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining("larger");
  }

  @Test
  void aSessionTimeoutThatNobodyHasIsBounded() throws Unreadable {
    for (String millis : List.of("-1", "999999999999999", "\"x\"", "1e300")) {
      String json =
          new String(MemberJson.write(MEMBER), StandardCharsets.UTF_8)
              .replace("\"sessionTimeout\":15000", "\"sessionTimeout\":" + millis);
      Member read = MemberJson.read("importers", "web-7", bytes(json));
      assertThat(read.sessionTimeout()).isBetween(Duration.ZERO, Duration.ofHours(1));
    }
  }

  @Test
  void randomBytesNeverDoMoreThanToBeRefused() {
    Random random = new Random(7);
    byte[] good = MemberJson.write(MEMBER);
    for (int i = 0; i < 5_000; i++) {
      byte[] bad = good.clone();
      for (int j = 0; j < 3; j++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(MemberJson.read("importers", "web-7", bad).id()).isEqualTo("web-7");
      } catch (Unreadable e) {
        assertThat(e).hasMessage(e.getMessage()); // that is all
      }
    }
  }

  @Test
  void theNodeOfAGroupSaysHowItIsDivided() throws Unreadable {
    assertThat(MemberJson.buckets(null)).isZero();
    assertThat(MemberJson.buckets(bytes("{}"))).isZero();
    assertThat(MemberJson.buckets(bytes("{\"buckets\":64}"))).isEqualTo(64);
    for (String bad :
        List.of("{\"buckets\":-1}", "{\"buckets\":9999}", "{\"buckets\":\"x\"}", "x")) {
      assertThatThrownBy(() -> MemberJson.buckets(bytes(bad))).isInstanceOf(Unreadable.class);
    }
  }

  @Test
  void placesOfMembersCanBeComputedInAnyLanguage() {
    assertThat(Places.parent("g", "web-7", 0)).isEqualTo("/members/g");
    assertThat(Places.bucket("123456789", 1 << 30)).isEqualTo((int) (0xcbf43926L % (1 << 30)));
    assertThat(Places.id("/members/g", "/members/g/web-7")).isEqualTo("web-7");
    assertThat(Places.id("/members/g", "/members/g/~3/web-7")).isEqualTo("web-7");
    for (String other :
        List.of(
            "/members/g",
            "/members/g/~3",
            "/members/gg/a",
            "/members/g/a/b",
            "/members/g/~3/a/b")) {
      assertThat(Places.id("/members/g", other)).as(other).isNull();
    }
  }
}
