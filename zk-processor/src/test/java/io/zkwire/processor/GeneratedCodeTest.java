package io.zkwire.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What is generated, word for word, compiled with every warning as an error. */
class GeneratedCodeTest {

  private TestInfo test;

  @BeforeEach
  void remember(TestInfo info) {
    test = info;
  }

  @Test
  void reportScheduler() throws IOException {
    golden(Sources.REPORT_SCHEDULER, Sources.DB_SETTINGS);
  }

  @Test
  void scalars() throws IOException {
    golden(
        """
        package com.acme;
        class Scalars {
          @ZkConfig("a") private volatile boolean a = true;
          @ZkConfig("b") private volatile byte b = (byte) 0x7f;
          @ZkConfig("c") private volatile char c = 'c';
          @ZkConfig("d") private volatile double d = 1.5;
          @ZkConfig("e") private volatile float e;
          @ZkConfig("f") private volatile int f = Integer.MAX_VALUE;
          @ZkConfig("g") private volatile long g = 5_000L;
          @ZkConfig("h") private volatile short h;
          @ZkConfig("i") private volatile Integer boxed;
          @ZkConfig("j") volatile String packagePrivate = "a\\tb \\u00fc";
          @ZkConfig("k") protected volatile DataSize size = DataSize.parse("10MB");
          @ZkConfig("l") public volatile byte[] bytes;
          @ZkConfig("m") volatile java.math.BigDecimal decimal = java.math.BigDecimal.TEN;
          @ZkConfig("n") volatile java.math.BigInteger integer;
          @ZkConfig("o") volatile java.net.URI uri;
          @ZkConfig("p") volatile java.nio.file.Path path;
          @ZkConfig("q") volatile java.net.InetSocketAddress address;
          @ZkConfig("r") volatile Instant instant;
          @ZkConfig("s") volatile LocalDate date;
          @ZkConfig("t") volatile LocalTime time;
          @ZkConfig("u") volatile LocalDateTime dateTime;
          @ZkConfig("v") volatile ZoneId zone;
          @ZkConfig("w") volatile Locale locale;
          @ZkConfig("x") volatile java.nio.charset.Charset charset;
          @ZkConfig("y") volatile UUID uuid;
          @ZkConfig("z") volatile Thread.State state;
        }
        """);
  }

  @Test
  void generics() throws IOException {
    golden(
        """
        package com.acme;
        class Generics {
          record Pair<A, B>(A first, List<B> second) {}
          record Tree(String name, List<Tree> children) {}
          @ZkConfig("a") private volatile List<String> hosts = new ArrayList<>();
          @ZkConfig("b") private volatile Map<String, Map<Thread.State, Set<Integer>>> limits;
          @ZkConfig("c") private volatile Optional<Duration> timeout = Optional.empty();
          @ZkConfig("d") private volatile Pair<Integer, Thread.State> pair;
          @ZkConfig("e") private volatile Collection<Tree> forest;
          @ZkConfig("f") private Live<Integer> live = Live.of(7);
          @ZkConfig("g") private Live<Map<String, Tree>> liveMap;
        }
        """);
  }

  @Test
  void attributes() throws IOException {
    golden(
        """
        package com.acme;
        class Attributes {
          record Limits(int most, Duration pause) {}
          static class Hex implements ValueConverter<Integer> {
            @Override public Integer parse(String text) { return Integer.parseInt(text, 16); }
          }
          static class Lines<X> implements ValueConverter<List<String>> {
            @Override public List<String> parse(String text) { return text.lines().toList(); }
          }
          @ZkConfig(value = "a", required = true) private volatile String a;
          @ZkConfig(value = "b", secret = true) private volatile String b = "never shown";
          @ZkConfig(value = "c", layout = Layout.SUBTREE) private volatile Limits c;
          @ZkConfig(value = "d", layout = Layout.SUBTREE) private Live<Limits> d;
          @ZkConfig(value = "e", converter = Hex.class) private volatile int e;
          @ZkConfig(value = "f", converter = Lines.class) private volatile List<String> f;
          @ZkConfig(value = "/abs/${region}/g-${n}", required = true, secret = true)
          private volatile String g;
        }
        """);
  }

  @Test
  void setters() throws IOException {
    golden(
        """
        package com.acme;
        class Setters {
          private int size;
          private List<String> names;
          @ZkConfig("a") void setSize(int size) { this.size = size; }
          int getSize() { return size; }
          @ZkConfig("b") private void setNames(List<String> names) { this.names = names; }
          private List<String> getNames() { return names; }
          @ZkConfig("c") public void setOn(boolean on) throws Exception {}
          private boolean isOn() { return true; }
          @ZkConfig("d") protected void limit(Long limit) {}
          static Long limit() { return 1L; }
          @ZkConfig("e") void url(String url) {}
          String url() { return ""; }
          @ZkConfig("f") final void setWrong(int wrong) {}
          String getWrong() { return ""; }
        }
        """);
  }

  @Test
  void queues() throws IOException {
    golden(
        """
        package com.acme;
        class Mails {
          record Mail(String to, List<String> lines) {}
          /** What is to be sent. */
          @io.zkwire.annotation.Queue("mail") private WorkQueue<Mail> mails;
          @io.zkwire.annotation.Queue(value = "${region}-batches", limit = 10)
          private WorkQueue<Map<String, List<Mail>>> batches;

          /** Sends one. */
          @QueueConsumer("mail") void send(Mail mail) {}
          @QueueConsumer(value = "mail", concurrency = 4, retries = 0, retryDelay = "PT1M",
              visibility = "250ms")
          private void sendHidden(Mail mail, Delivery delivery) throws Exception {}
          @QueueConsumer("${region}-batches") void all(Map<String, List<Mail>> batch) {}
          @QueueConsumer("numbers") private void count(int number) {}
          @QueueConsumer("guarded") @LeaderOnly(value = "x", otherwise = Otherwise.THROW)
          void guarded(Mail mail) {}
        }
        """);
  }

  @Test
  void shards() throws IOException {
    golden(
        """
        package com.acme;
        class Importer {
          /** What this process has. */
          @OnShards(value = "importers", shards = 12) private volatile Shards shards;
          @OnShards(value = "importers", shards = 12) void list(List<Shard> mine) {}
          /** Takes them up. */
          @OnShards(value = "importers", shards = 12) private void hidden(List<Shard> mine) {}
          @OnShards(value = "${region}-numbers", shards = 1_000) void array(int[] mine) {}
          @OnShards(value = "${region}-numbers", shards = 1_000) void set(Set<Integer> mine) {}
          @OnShards(value = "${region}-numbers", shards = 1_000) private void nothing() {}
        }
        """);
  }

  @Test
  void listeners() throws IOException {
    golden(
        """
        package com.acme;
        class Listeners {
          @ZkConfig("a") private volatile int size;
          @ZkConfig("b") private Live<Map<String, List<Integer>>> byName;
          @OnConfigChange("a") void none() {}
          @OnConfigChange("a") void one(int now) {}
          @OnConfigChange("a") void two(int before, Integer now) {}
          @OnConfigChange("a") void change(ConfigChange<Integer> change) {}
          @OnConfigChange("b") void generic(Map<String, List<Integer>> now) {}
          @OnConfigChange("b")
          void generic(Map<String, List<Integer>> before, Map<String, List<Integer>> now) {}
          @OnConfigChange("a") private void hiddenNone() {}
          @OnConfigChange("a") private void hiddenOne(int now) throws Exception {}
          @OnConfigChange("b") private void hiddenTwo(
              Map<String, List<Integer>> before, Map<String, List<Integer>> now) {}
          @OnConfigChange("b") private void hidden(ConfigChange<Map<String, List<Integer>>> c) {}
        }
        """);
  }

  @Test
  void inheritance() throws IOException {
    golden(
        """
        package com.acme;
        class Child extends org.other.Parent<String> {
          @ZkConfig("own") private volatile int own;
          @OnConfigChange("parent/private") void listen(Duration now) {}
          @OnConfigChange("parent/setter") void listen(Set<Long> before, Set<Long> now) {}
          @ZkConfig("limit") void setLimit(int limit) {}
        }
        """,
        """
        package org.other;
        public class Parent<T> {
          @ZkConfig("parent/private") private volatile Duration hidden = Duration.ZERO;
          @ZkConfig("parent/setter") protected void setAll(Set<Long> all) {}
          protected int getLimit() { return 1; }
          public Integer limit() { return 1; }
        }
        """);
  }

  @Test
  void nested() throws IOException {
    golden(
        """
        package com.acme;
        public class Outer<T extends Comparable<T>> {
          static class Repo<K, V extends List<? super K>> {
            @ZkConfig("a") private volatile int a;
            @OnConfigChange("a") private void changed(int before, int now) {}
            @OnConfigChange("a") void changed(int now) {}
          }
          class Inner {
            @ZkConfig("b") private volatile String b;
            @OnConfigChange("b") private void changed(String now) {}
            protected class Deeper<X> {
              @ZkConfig("c") void setC(List<Integer> c) {}
              private List<Integer> getC() { return List.of(); }
            }
          }
        }
        """);
  }

  @Test
  void names() throws IOException {
    golden(
        """
        package com.acme;
        class Names$Odd {
          static class List {}
          static class Spec { int x; }
          @ZkConfig("a") private volatile int maxURLLength;
          @ZkConfig("b") private volatile int max_url_length;
          @ZkConfig("c") private volatile int MAX_URL_LENGTH;
          @ZkConfig("d") private volatile Spec spec;
          @ZkConfig("e") private volatile java.util.List<Integer> v2;
          @OnConfigChange("d") private void spec(Spec t) {}
        }
        """,
        """
        package com.acme;
        class String {}
        """);
  }

  @Test
  void unnamedPackage() throws IOException {
    golden(
        """
        class Unnamed {
          @ZkConfig("a") private volatile int a;
        }
        """);
  }

  @Test
  void annotatedTypes() throws IOException {
    golden(
        """
        package com.acme;
        class Annotated {
          @ZkConfig("a") private volatile @Marked Duration a;
          @ZkConfig("b") private volatile @Marked List<@Marked Integer> b;
          @ZkConfig("c") private volatile byte @Marked [] c;
          @ZkConfig("d") void setD(@Marked Map<@Marked String, Integer> d) {}
          @OnConfigChange("b") private void b(List<Integer> before, @Marked List<Integer> now) {}
        }
        """,
        """
        package com.acme;
        @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)
        @interface Marked {}
        """);
  }

  @Test
  void deprecated() throws IOException {
    golden(
        """
        package com.acme;
        class UsesDeprecated {
          @ZkConfig("a") private volatile int a;
          /** Sets.
           * @deprecated gone soon */
          @Deprecated @ZkConfig("b") void setB(int b) {}
          /** Listens.
           * @deprecated gone soon */
          @Deprecated(forRemoval = true) @OnConfigChange("a") void listen() {}
        }
        """,
        """
        package com.acme;
        /** Old.
         * @deprecated gone soon */
        @Deprecated
        class Old {
          /** The field. It is new. */
          @ZkConfig("a") private volatile int a;
        }
        """);
  }

  private void golden(String... sources) throws IOException {
    Compilation compilation = Compilations.strict(sources);
    assertThat(compilation).succeededWithoutWarnings();
    Golden.check(test, compilation);
  }
}
