package io.zkwire.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.zkwire.DataSize;
import io.zkwire.runtime.spi.TypeRef;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecsTest {

  private final Codecs codecs = new Codecs(Map.of());

  private Object decode(Type type, String text) throws Exception {
    return codecs.of(type).decode(new Raw(text.getBytes(StandardCharsets.UTF_8), null, 1), null);
  }

  static List<Object[]> scalars() {
    return List.of(
        new Object[] {String.class, " as it is ", " as it is "},
        new Object[] {Boolean.class, "TRUE", true},
        new Object[] {Integer.class, " -7\n", -7},
        new Object[] {Long.class, "9000000000", 9_000_000_000L},
        new Object[] {Double.class, "1e3", 1000.0},
        new Object[] {Character.class, "x", 'x'},
        new Object[] {BigDecimal.class, "1.10", new BigDecimal("1.10")},
        new Object[] {Duration.class, "5s", Duration.ofSeconds(5)},
        new Object[] {Duration.class, "PT5S", Duration.ofSeconds(5)},
        new Object[] {Duration.class, "250 ms", Duration.ofMillis(250)},
        new Object[] {DataSize.class, "64KiB", new DataSize(65_536)},
        new Object[] {URI.class, "http://a/b", URI.create("http://a/b")},
        new Object[] {Path.class, "/var/x", Path.of("/var/x")},
        new Object[] {
          InetSocketAddress.class, "db:5432", InetSocketAddress.createUnresolved("db", 5432)
        },
        new Object[] {Instant.class, "2026-11-23T00:00:00Z", Instant.parse("2026-11-23T00:00:00Z")},
        new Object[] {ZoneId.class, "Europe/Zurich", ZoneId.of("Europe/Zurich")},
        new Object[] {Locale.class, "de-CH", Locale.forLanguageTag("de-CH")},
        new Object[] {Charset.class, "utf-8", StandardCharsets.UTF_8},
        new Object[] {TimeUnit.class, "SECONDS", TimeUnit.SECONDS});
  }

  @ParameterizedTest
  @MethodSource("scalars")
  void readsAScalarAndWritesItSoThatItIsReadAgain(Class<?> type, String text, Object value)
      throws Exception {
    assertThat(decode(type, text)).isEqualTo(value);
    String written = new String(codecs.encode("k", value), StandardCharsets.UTF_8);
    assertThat(decode(type, written)).isEqualTo(value);
  }

  static List<Object[]> refused() {
    return List.of(
        new Object[] {Boolean.class, "yes"},
        new Object[] {Integer.class, "7.5"},
        new Object[] {Integer.class, "2147483648"},
        new Object[] {BigDecimal.class, "9".repeat(500_000)},
        new Object[] {Duration.class, "5"},
        new Object[] {Duration.class, "999999999999999999d"},
        new Object[] {DataSize.class, "-1"},
        new Object[] {DataSize.class, "9999999999999999999TiB"},
        new Object[] {InetSocketAddress.class, "db"},
        new Object[] {InetSocketAddress.class, "db:70000"},
        new Object[] {TimeUnit.class, "seconds"},
        new Object[] {Character.class, ""},
        new Object[] {Db.class, "{\"url\":\"x\",\"pool\":1} trailing"},
        new Object[] {Db.class, "{\"url\":\"x\"}"},
        new Object[] {Db.class, "null"},
        new Object[] {Db.class, "[".repeat(10_000)},
        new Object[] {Db.class, ""});
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refuses(Class<?> type, String text) {
    assertThatThrownBy(() -> decode(type, text)).isInstanceOf(Exception.class);
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    Raw raw = new Raw(new byte[] {(byte) 0xc3, 0x28}, null, 1);
    assertThatThrownBy(() -> codecs.of(String.class).decode(raw, null))
        .isInstanceOf(Exception.class);
  }

  record Db(String url, int pool, Optional<Duration> limit) {}

  @Test
  void readsARecordWithTheSameScalarsInside() throws Exception {
    assertThat(decode(Db.class, "{\"url\":\"x\",\"pool\":3,\"limit\":\"5s\",\"new\":1}"))
        .isEqualTo(new Db("x", 3, Optional.of(Duration.ofSeconds(5))));
    assertThat(decode(Db.class, "{\"url\":\"x\",\"pool\":3}"))
        .isEqualTo(new Db("x", 3, Optional.empty()));
  }

  @Test
  void readsCollections() throws Exception {
    Type durations = new TypeRef<List<Duration>>() {}.type();
    assertThat(decode(durations, "[\"5s\",\"PT1M\"]")).isEqualTo(decode(durations, "5s, 1m"));
    assertThat(decode(new TypeRef<Set<Integer>>() {}.type(), "3,1,3")).isEqualTo(Set.of(1, 3));
    assertThat(decode(new TypeRef<Map<String, Integer>>() {}.type(), "{\"a\":1}"))
        .isEqualTo(Map.of("a", 1));
    assertThat(decode(new TypeRef<Optional<Integer>>() {}.type(), "4")).isEqualTo(Optional.of(4));
    List<?> list = (List<?>) decode(durations, "[\"5s\"]");
    assertThatThrownBy(() -> list.remove(0)).isInstanceOf(UnsupportedOperationException.class);
  }

  /** A class that a document would like to name. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
  static class Open {
    static boolean built;
    public int x;
  }

  static class Gadget extends Open {
    Gadget() {
      built = true;
    }
  }

  @Test
  void neverInstantiatesAClassThatADocumentNames() throws Exception {
    Object value = decode(Open.class, "{\"@class\":\"" + Gadget.class.getName() + "\",\"x\":1}");
    assertThat(value).isExactlyInstanceOf(Open.class);
    assertThat(Open.built).isFalse();
  }

  @Test
  void aSecretMayBeAReference() throws Exception {
    Codec<String> codec = Codecs.secret(codecs.<String>of(String.class));
    String name = System.getenv().keySet().iterator().next();
    Raw raw = new Raw(("env:" + name).getBytes(StandardCharsets.UTF_8), null, 1);
    assertThat(codec.decode(raw, null)).isEqualTo(System.getenv(name));
    Raw plain = new Raw("hunter2".getBytes(StandardCharsets.UTF_8), null, 1);
    assertThat(codec.decode(plain, null)).isEqualTo("hunter2");
  }
}
