package io.zkwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdFormatTest {

  private static final long DAY = Instant.parse("2026-03-01T23:59:59Z").toEpochMilli();

  @Test
  void writesWhatItSays() {
    assertThat(IdFormat.parse("{id}").text(42, DAY)).isEqualTo("42");
    assertThat(IdFormat.parse("type1-job-{id:010}").text(3, DAY)).isEqualTo("type1-job-0000000003");
    assertThat(IdFormat.parse("{id:r36:8}").text(Long.MAX_VALUE, DAY)).isEqualTo("1Y2P0IJ32E8E7");
    assertThat(IdFormat.parse("{id:r62:4}").text(61, DAY)).isEqualTo("000z");
    assertThat(IdFormat.parse("{id:r62}").text(0, DAY)).isEqualTo("0");
    assertThat(IdFormat.parse("ORD-{date}-{id:08}{check}").text(42, DAY))
        .isEqualTo("ORD-20260301-000000422");
    assertThat(IdFormat.parse("{date:yy" + "MMdd}/{date:yyyy}:{id}").text(7, DAY))
        .isEqualTo("260301/2026:7");
  }

  /** The example of the Luhn sum that every description gives. */
  @Test
  void theCheckDigitIsLuhns() {
    assertThat(IdFormat.parse("{id}{check}").text(7992739871L, DAY)).isEqualTo("79927398713");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{id}",
        "{id:019}",
        "{id:r36}",
        "{id:r62:11}{check}",
        "X{check}-{id:r36:3}",
        "{date}{id}{check}",
        "{date:yyyy-MM-dd}.{id:5}",
        "{date:yyyyMM}-{id}-{check}=e"
      })
  void readsBackWhatItWrites(String written) {
    IdFormat format = IdFormat.parse(written);
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      long number = random.nextLong() >>> (1 + random.nextInt(63));
      String text = format.text(number, DAY);
      assertThat(format.number(text)).isEqualTo(number);
      assertThat(format.valid(text + "_")).as(text).isFalse();
    }
    assertThat(format.number(format.text(Long.MAX_VALUE, DAY))).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void noticesEveryWrongDigit() {
    for (String written :
        new String[] {"{id:08}{check}", "{id:r36:6}{check}", "{id:r62:6}{check}"}) {
      IdFormat format = IdFormat.parse(written);
      String right = format.text(20_260_301, DAY);
      for (int at = 0; at < right.length(); at++) {
        for (char c = '0'; c <= 'z'; c++) {
          if (c != right.charAt(at)) {
            String wrong = right.substring(0, at) + c + right.substring(at + 1);
            assertThat(format.valid(wrong)).as(wrong).isFalse();
          }
        }
      }
    }
  }

  @Test
  void refusesWhatIsNone() {
    IdFormat format = IdFormat.parse("ORD-{date}-{id:04}{check}");
    for (String text :
        new String[] {
          "",
          "ORD-20260301-0042",
          "ord-20260301-00422",
          "ORD-20260230-00422",
          "ORD-20260301-00423",
          "ORD-20260301-000422",
          "ORD-20260301-" + "9".repeat(20),
          "ORD-20260301-00\u066022",
          "ORD-20260301-" + "0".repeat(500)
        }) {
      assertThatThrownBy(() -> format.number(text))
          .isInstanceOf(IdException.class)
          .hasMessageStartingWith("[ZK-ID-27]")
          .hasMessageNotContaining("0".repeat(100));
    }
    assertThatThrownBy(() -> IdFormat.parse("{id}").text(-1, DAY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "{id",
        "{id}{id:r36}",
        "{id}{check}{check}",
        "{id:r10}",
        "{id:041}",
        "{id:00}",
        "{date:HH}{id}",
        "{type}{id}",
        "a b{id}",
        "\u00e4{id}"
      })
  void refusesFormats(String written) {
    assertThatThrownBy(() -> IdFormat.parse(written)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void layoutsShareOutTheBits() {
    IdLayout usual = IdOptions.snowflake().layoutInForce();
    assertThat(usual.bits()).isEqualTo(63);
    assertThat(usual.end()).isEqualTo(Instant.parse("2094-09-07T15:47:35.552Z"));
    IdParts parts = usual.parts((5L << 22) | (200L << 14) | 16_383);
    assertThat(parts)
        .isEqualTo(new IdParts(Instant.parse("2025-01-01T00:00:00.005Z"), 200, 16_383));
    IdLayout safe = IdOptions.snowflake().withinJavascript().layoutInForce();
    assertThat(safe.bits()).isEqualTo(53);
    assertThatThrownBy(() -> safe.parts(1L << 53)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> usual.parts(-1)).isInstanceOf(IllegalArgumentException.class);
    IdLayout seconds = IdLayout.parse("31s-8-14", Instant.EPOCH);
    assertThat(seconds.parts(1L << 22).time()).isEqualTo(Instant.ofEpochSecond(1));
    assertThat(seconds).hasToString("31s-8-14");
  }
}
