package io.zkwire.tests.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.zkwire.ConfigChange;
import io.zkwire.DataSize;
import io.zkwire.Live;
import io.zkwire.ValueConverter;
import io.zkwire.annotation.Layout;
import io.zkwire.annotation.OnConfigChange;
import io.zkwire.annotation.ZkConfig;
import io.zkwire.tests.elsewhere.Base;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** The classes that the configuration tests bind. */
final class Settings {

  private Settings() {}

  record Db(String url, int pool) {}

  record Endpoint(String host, @JsonProperty("port") int port) {}

  /** One field of each type. */
  static class AllTypes {
    @ZkConfig("t/boolean")
    volatile boolean flag;

    @ZkConfig("t/byte")
    volatile byte small = 1;

    @ZkConfig("t/short")
    volatile short shorter = 2;

    @ZkConfig("t/int")
    volatile int number = 3;

    @ZkConfig("t/long")
    volatile long longer = 4;

    @ZkConfig("t/float")
    volatile float real = 5;

    @ZkConfig("t/double")
    volatile double precise = 6;

    @ZkConfig("t/char")
    volatile char letter = 'a';

    @ZkConfig("t/integer")
    private volatile Integer boxed;

    @ZkConfig("t/string")
    protected volatile String text = "default";

    @ZkConfig("t/enum")
    volatile DayOfWeek day = DayOfWeek.MONDAY;

    @ZkConfig("t/duration")
    volatile Duration interval = Duration.ofMinutes(5);

    @ZkConfig("t/size")
    volatile DataSize size;

    @ZkConfig("t/decimal")
    volatile BigDecimal price;

    @ZkConfig("t/uri")
    volatile URI home;

    @ZkConfig("t/path")
    volatile Path file;

    @ZkConfig("t/address")
    volatile InetSocketAddress address;

    @ZkConfig("t/instant")
    volatile Instant since;

    @ZkConfig("t/zone")
    volatile ZoneId zone;

    @ZkConfig("t/locale")
    volatile Locale locale;

    @ZkConfig("t/charset")
    volatile Charset charset = StandardCharsets.ISO_8859_1;

    @ZkConfig("t/bytes")
    volatile byte[] raw = {1};

    @ZkConfig("t/list")
    volatile List<Endpoint> endpoints = List.of();

    @ZkConfig("t/set")
    volatile Set<String> names = Set.of();

    @ZkConfig("t/map")
    volatile Map<String, Integer> weights = Map.of();

    @ZkConfig("t/optional")
    volatile Optional<String> maybe = Optional.empty();

    @ZkConfig("t/record")
    volatile Db db = new Db("none", 1);

    @ZkConfig("/elsewhere/absolute")
    volatile int absolute;

    Integer boxed() {
      return boxed;
    }
  }

  /** Listeners of all shapes. */
  static class Listening {
    @ZkConfig("l/n")
    volatile int n = 1;

    @ZkConfig("l/db")
    volatile Db db;

    final List<String> calls = new CopyOnWriteArrayList<>();

    @OnConfigChange("l/n")
    void both(int before, int now) {
      calls.add("both " + before + " " + now + " field " + n);
    }

    @OnConfigChange("l/n")
    private void one(Integer now) {
      calls.add("one " + now);
    }

    @OnConfigChange("l/n")
    protected void change(ConfigChange<Integer> change) {
      calls.add("change " + change.oldValue() + " " + change.newValue() + " " + change.key());
    }

    @OnConfigChange("l/db")
    void db(Db before, Db now) {
      calls.add("db " + before + " " + now);
    }

    @OnConfigChange("l/n")
    void throwing(int now) {
      throw new IllegalStateException("a listener that throws");
    }
  }

  /** Setters, with and without a getter. */
  static class WithSetters {
    private volatile Duration interval = Duration.ofSeconds(1);
    private volatile String url = "none";
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<String> threads = new CopyOnWriteArrayList<>();

    public Duration getInterval() {
      return interval;
    }

    @ZkConfig("s/interval")
    public void setInterval(Duration interval) {
      this.interval = interval;
      calls.add("interval " + interval);
      threads.add(Thread.currentThread().getName());
    }

    @ZkConfig("s/url")
    private void setUrl(String url) {
      this.url = url;
      calls.add("url " + url);
    }

    String lastUrl() {
      return url;
    }
  }

  /** A handle in place of a value. */
  static class WithHandles {
    @ZkConfig("h/limit")
    private Live<Integer> limit = Live.of(10);

    @ZkConfig("h/hosts")
    private Live<List<String>> hosts = Live.of(List.of());

    Live<Integer> limit() {
      return limit;
    }

    Live<List<String>> hosts() {
      return hosts;
    }
  }

  /** A subclass in another package than its superclass, both annotated. */
  static class Derived extends Base<String> {
    @ZkConfig("derived/name")
    volatile String name = "none";

    final List<Integer> limits = new CopyOnWriteArrayList<>();

    @OnConfigChange("base/limit")
    void superclassKey(int now) {
      limits.add(now);
    }
  }

  /** A subtree. */
  static class WithTree {
    @ZkConfig(value = "tree/db", layout = Layout.SUBTREE)
    volatile Db db = new Db("default", 7);

    @ZkConfig(value = "tree/none", layout = Layout.SUBTREE)
    volatile Db none;
  }

  /** A key that must be there. */
  static class Requiring {
    @ZkConfig(value = "r/url", required = true)
    volatile String url;
  }

  /** A secret. */
  static class WithSecret {
    @ZkConfig(value = "secret/pin", secret = true)
    volatile int pin;

    @ZkConfig(value = "secret/token", secret = true)
    Live<String> token = Live.of("none");

    final List<String> shown = new CopyOnWriteArrayList<>();

    @OnConfigChange("secret/token")
    void told(ConfigChange<String> change) {
      shown.add(change.toString());
    }
  }

  /** Placeholders. */
  static class WithPlaceholders {
    @ZkConfig("p/${env.name}/n")
    volatile int n;
  }

  record Point(int x, int y) {}

  /** Reads {@code 3;4}. */
  static final class PointConverter implements ValueConverter<Point> {
    @Override
    public Point parse(String text) {
      String[] parts = text.split(";", -1);
      return new Point(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }
  }

  /** A converter of its own. */
  static class WithConverter {
    @ZkConfig(value = "c/point", converter = PointConverter.class)
    volatile Point point = new Point(0, 0);
  }

  /** A listener that never returns. */
  static class Hanging {
    static final CountDownLatch RELEASE = new CountDownLatch(1);

    @ZkConfig("hang/n")
    volatile int n;

    @OnConfigChange("hang/n")
    void never(int now) throws InterruptedException {
      RELEASE.await();
    }
  }

  /** A converter that never returns. */
  static final class HangingConverter implements ValueConverter<Point> {
    @Override
    public Point parse(String text) throws InterruptedException {
      Hanging.RELEASE.await();
      return new Point(0, 0);
    }
  }

  /** A key whose converter never returns, once there is a value. */
  static class HangingConversion {
    @ZkConfig(value = "hang/point", converter = HangingConverter.class)
    volatile Point point = new Point(0, 0);
  }

  /** One number. */
  static class Number {
    @ZkConfig("n")
    volatile int n;

    final List<Integer> told = new CopyOnWriteArrayList<>();

    @OnConfigChange("n")
    void changed(int now) {
      told.add(now);
    }
  }
}
