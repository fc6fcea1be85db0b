package io.zkwire.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What is generated for guards, word for word, compiled with every warning as an error. */
class GuardedCodeTest {

  private TestInfo test;

  @BeforeEach
  void remember(TestInfo info) {
    test = info;
  }

  @Test
  void leader() throws IOException {
    golden(
        Compilations.strict(
            """
            package com.acme;
            /** Runs reports. */
            public class Reports {
              /** Who leads. Not more. */
              @Leader("reports") private Leadership leadership;

              /** Runs all reports once. Then returns. */
              @LeaderOnly("reports") public void runOnce() {}

              @LeaderOnly(value = "${region}-reports", otherwise = Otherwise.THROW,
                  onLoss = OnLoss.INTERRUPT)
              protected int pending() { return 1; }

              @OnLeader("reports") void lead(FencingToken term) {}
              @OnLeader("reports") private void hiddenLead(FencingToken term) {}
              @OnLeader("reports") private void hiddenLeadWithoutTerm() {}
              /** Stops. */
              @OnFollower("reports") void follow() throws Exception {}
              @OnFollower("a-role-with-a-name-so-long-that-it-does-not-fit-into-one-line-with-others")
              private void hiddenFollow() {}
            }
            """));
  }

  @Test
  void members() throws IOException {
    golden(
        Compilations.strict(
            """
            package com.acme;
            /** Imports. */
            @ClusterMember(group = "importers", id = "${host}-${port}", every = "1m", jvm = true)
            class Importer {
              /** Who else is there. */
              @Members(value = "importers", grace = "5s") private ClusterView peers;
              @MemberState private volatile int queued;
              @MemberState("names") List<String> names() { return List.of(); }
              @MemberState("hidden") private Map<String, Long> hidden() { return Map.of(); }
              @HealthCheck(timeout = "200ms") boolean healthy() { return true; }
              @HealthCheck(resign = true) private boolean hiddenHealth() { return true; }
              @HealthCheck void writable() throws Exception {}
              @OnMemberJoin("importers") void joined(Member member) {}
              @OnMemberJoin("importers") void someone() {}
              @OnMemberLeave("importers") private void gone(Member member, Reason reason) {}
              @OnMemberChange("importers") void changed(Member before, Member now) {}
              @OnMemberChange(value = "importers", state = true) private void told(Member now) {}
              @OnOnline void online() {}
              /** Ends. */
              @OnOffline private void offline() throws InterruptedException {}
            }
            """));
  }

  @Test
  void progress() throws IOException {
    golden(
        Compilations.strict(
            """
            package com.acme;
            public class Import {
              /** How far all are. */
              @WatchProgress("import") private ProgressBoard board;

              /** Imports all. Then returns. */
              @ReportProgress("import") public void importAll() throws java.io.IOException {}

              @ReportProgress(value = "${region}-import", worker = "${worker}")
              @LeaderOnly(value = "import", otherwise = Otherwise.THROW)
              int importSome(String passage, int thrown) { return 1; }

              @OnProgress("import") void now(TaskProgress now) {}
              @OnProgress("import") private void hidden(TaskProgress now) {}
              /** Something has changed. */
              @OnProgress("import") void changed() {}
            }
            """));
  }

  @Test
  void commands() throws IOException {
    golden(
        Compilations.strict(
            """
            package com.acme;
            @ClusterMember(group = "shops", id = "${host}")
            public class Shop {
              @CommandChannel("shops") private Commands shops;

              /** Empties a cache. Then returns. */
              @OnCommand("flush-cache")
              int flush(String cache, Duration olderThan, int most) { return 1; }

              @OnCommand("prices") void prices(Map<String, List<Price>> now) {}
              @OnCommand("hidden") private void hidden(List<String> a, long b) {}
              @OnCommand("hidden-result") private List<Price> hiddenResult(Price a) { return null; }
              @OnCommand("stop") private void stop() throws Exception {}
              @OnCommand(value = "status", channel = "${region}-all", member = "${host}-2")
              private boolean status() { return true; }

              record Price(String article, long cents) {}
            }
            """));
  }

  @Test
  void locks() throws IOException {
    golden(
        Compilations.strict(
            """
            package com.acme;
            class Orders {
              /** Ships an order. */
              @ZkLock(value = "orders-{orderId}", waitFor = "5s")
              void ship(String orderId, int boxes) {}

              @ZkLock(value = "{day}-{shop}-{day}", mode = LockMode.SHARED, waitFor = "200ms",
                  otherwise = Otherwise.EMPTY, onLoss = OnLoss.INTERRUPT)
              public Optional<List<String>> read(long shop, DayOfWeek day) {
                return Optional.of(List.of());
              }

              @ZkPermit(value = "exports", permits = 3, waitFor = "PT1M",
                  otherwise = Otherwise.THROW)
              public int export(Object query) { return 1; }

              @ZkLock("{second}-{first}") @ZkPermit(value = "{first}", permits = 1)
              @LeaderOnly("orders")
              public void all(UUID first, Character second) {}
            }
            """));
  }

  @Test
  void barriers() throws IOException {
    golden(
        Compilations.strict(
            """
            package com.acme;
            class Steps {
              /** One step of all. */
              @ZkBarrier(value = "${job}-step", parties = 3)
              void step() {}

              @ZkBarrier(value = "count", parties = 1000, timeout = "250ms",
                  otherwise = Otherwise.THROW)
              @ZkPermit(value = "{job}", permits = 2, otherwise = Otherwise.THROW)
              public int count(String job) { return 1; }
            }
            """));
  }

  @Test
  void guardedClass() throws IOException {
    golden(
        Compilations.strict(
            """
            package com.acme;
            @LeaderOnly("jobs")
            class Jobs {
              @ZkConfig("pause") private volatile Duration pause;
              void run() {}
              public final class Inner {}
              private void hidden() {}
              static void all() {}
              @LeaderOnly(value = "others", otherwise = Otherwise.THROW) void other() {}
              @OnFollower("jobs") void follow() {}
              @OnConfigChange("pause") void changed() {}
              @ZkConfig("size") void setSize(int size) {}
              @Override public String toString() { return "jobs"; }
              @Override public boolean equals(Object other) { return other instanceof Jobs; }
              @Override public int hashCode() { return 1; }
            }
            """));
  }

  @Test
  void emptyValues() throws IOException {
    golden(
        Compilations.strict(
            """
            package com.acme;
            @LeaderOnly(value = "a", otherwise = Otherwise.EMPTY)
            class Empty<T> {
              Optional<T> a() { return Optional.empty(); }
              OptionalInt b() { return OptionalInt.empty(); }
              OptionalLong c() { return OptionalLong.empty(); }
              OptionalDouble d() { return OptionalDouble.empty(); }
              List<? extends Number> e() { return List.of(); }
              Set<? super Integer> f() { return Set.of(); }
              Map<?, T> g() { return Map.of(); }
              Collection<T[]> h() { return List.of(); }
              Iterable<int[]> i() { return List.of(); }
              java.util.stream.Stream<Optional<?>> j() { return java.util.stream.Stream.of(); }
              java.util.concurrent.CompletionStage<Void> k() { return null; }
              java.util.concurrent.CompletableFuture<List<T>> l() { return null; }
            }
            """));
  }

  @Test
  void guardedGenerics() throws IOException {
    golden(
        Compilations.strict(
            """
            package com.acme;
            public abstract class Outer {
              protected static class Store<K extends Comparable<K> & Runnable, V> {
                @LeaderOnly(value = "a", otherwise = Otherwise.THROW)
                public <X extends Exception, Y extends K> Map<K, ? super V> put(
                    K key, V[] values, int[][] more, Class<? extends X> type, List<Y> rest)
                    throws X, java.io.IOException {
                  return null;
                }
                @ZkLock("b") protected synchronized void lock(@Marked V value) {}
                @ZkLock("c") void plain(Object... all) {}
                @SuppressWarnings({"rawtypes", "unchecked"})
                @ZkLock("d") void raw(List raw, List<? extends Set> half) {}
                @ZkLock("e") native void far();
              }
            }
            """,
            """
            package com.acme;
            @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)
            @interface Marked {}
            """));
  }

  @Test
  void constructors() throws IOException {
    golden(
        Compilations.strict(
            """
            package com.acme;
            import java.lang.annotation.*;
            public class Service<T> implements java.io.Serializable {
              private static final long serialVersionUID = 1L;
              @Target({ElementType.CONSTRUCTOR, ElementType.PARAMETER})
              @Retention(RetentionPolicy.RUNTIME)
              @interface Inject {
                String value() default "";
                Class<?>[] types() default {};
                Thread.State state() default Thread.State.NEW;
              }
              @Retention(RetentionPolicy.SOURCE) @interface OnlyInSource {}
              @Retention(RetentionPolicy.RUNTIME) private @interface Hidden {}
              private static class Secret {}

              @Inject("x") @Hidden @OnlyInSource @SuppressWarnings("unchecked")
              public Service(@Inject(types = {List.class, int[].class}) int size, T... rest)
                  throws java.io.IOException {}
              @Inject(types = Secret.class) protected <X extends T> Service(List<X> all) {}
              @SafeVarargs Service(@Inject(state = Thread.State.NEW) List<T>... lists) {}
              /** Old.
               * @deprecated gone soon */
              @Deprecated protected Service(String old) {}
              /** Older.
               * @deprecated gone very soon */
              @Deprecated(forRemoval = true) Service(char old) {}
              private Service() {}
              @LeaderOnly("a") void run() {}
            }
            """));
  }

  @Test
  void annotationsThatFrameworksReadStandAtTheOverrideToo() throws IOException {
    Compilation compiled =
        Compilations.strict(
            """
            package com.acme;
            import java.lang.annotation.*;
            class Job {
              @Retention(RetentionPolicy.RUNTIME) @interface Timer { int value(); }
              @Retention(RetentionPolicy.RUNTIME) @interface Named {}
              @interface NotAtRunTime {}
              @Timer(5) @NotAtRunTime @Deprecated @LeaderOnly("a") void run(@Named String name) {}
            }
            """);
    String guarded =
        compiled
            .generatedSourceFile("com.acme.Job_ZkGuarded")
            .orElseThrow()
            .getCharContent(false)
            .toString();
    assertThat(guarded)
        .contains("@Job.Timer(5)", "void run(@Job.Named String name)")
        .doesNotContain("@LeaderOnly", "@Job.NotAtRunTime", "@Deprecated");
  }

  @Test
  void inheritedGuards() throws IOException {
    golden(
        Compilations.strict(
            """
            package com.acme;
            class Child extends org.other.Parent<String> {
              @ZkConfig("own") private volatile int own;
              @Override protected void replaced(String item) {}
              @ZkLock(value = "child-{key}", otherwise = Otherwise.EMPTY) @Override
              public java.util.concurrent.CompletableFuture<String> both(String key) {
                return null;
              }
            }
            """,
            """
            package org.other;
            public abstract class Parent<T> extends Top<T> {
              @ZkPermit(value = "parent", permits = 2) protected void replaced(T item) {}
              @LeaderOnly(value = "parent", otherwise = Otherwise.EMPTY)
              public java.util.concurrent.CompletionStage<T> both(T value) { return null; }
            }
            """,
            """
            package org.other;
            @LeaderOnly("top")
            public class Top<T> {
              public <X extends T> void kept(List<? extends X> items) {}
              public void shared() {}
            }
            """));
  }

  @Test
  void guardedNames() throws IOException {
    golden(
        Compilations.strict(
            """
            package com.acme;
            class Names {
              static class List {}
              static class Passage {}
              protected int run;
              private int site;
              @ZkLock("a") void run() {}
              @ZkLock("b") void run(int passage) {}
              @ZkLock("{String}") void String(java.lang.String String) {}
              @ZkLock("d") void method(List method) {}
              @ZkLock("e") void passage(Passage passage2) {}
              @ZkLock("f") void Default(Names names) {}
              @ZkLock(value = "g", otherwise = Otherwise.EMPTY)
              java.util.List<List> list() { return java.util.List.of(); }
              @ZkLock("h") void run(java.lang.Thread thread, Thread other) {}
              @ZkLock("i") void site() {}
            }
            """,
            """
            package com.acme;
            class Thread {}
            """));
  }

  @Test
  void guardedWithoutPackage() throws IOException {
    golden(
        Compilations.strict(
            """
            class Unnamed {
              @ZkLock("a") void run() {}
            }
            """));
  }

  @Test
  void guardedDeprecated() throws IOException {
    golden(
        Compilations.strict(
            """
            package com.acme;
            public class UsesDeprecated {
              /** Runs.
               * @deprecated gone soon */
              @Deprecated(forRemoval = true) @LeaderOnly("a") public void run() {}
              @SuppressWarnings("deprecation")
              @LeaderOnly("a") public void old(Old old) {}
            }
            """,
            """
            package com.acme;
            /** Old.
             * @deprecated gone soon */
            @Deprecated
            public class Old {}
            """));
  }

  @Test
  void woven() throws IOException {
    golden(
        Compilations.woven(
            """
            package com.acme;
            final class Woven extends Parent<String> {
              private Woven() {}
              @LeaderOnly("a") private void hidden() {}
              @LeaderOnly("a") static void all() {}
              @Override @LeaderOnly("a") final void run(String item) {}
              class Inner { @ZkLock("b") void run() {} }
            }
            """,
            """
            package com.acme;
            @LeaderOnly(value = "points", otherwise = Otherwise.THROW)
            record Point(int x) {
              int twice() { return 2 * x; }
            }
            """,
            """
            package com.acme;
            enum Mode {
              FAST;
              @ZkPermit(value = "modes", permits = 2) void apply() {}
            }
            """,
            """
            package com.acme;
            class Parent<T> {
              @ZkLock("a") void run(T item) {}
            }
            """,
            """
            package com.acme;
            interface Cleaning {
              @ZkLock("a-{room}") default void clean(int room) {}
              @LeaderOnly("a") static void cleanAll() {}
            }
            """,
            """
            package com.acme;
            @ZkBound(auto = true)
            class Room implements Cleaning {
              @Override public void clean(int room) {}
            }
            """));
  }

  @Test
  void wovenParent() throws IOException {
    golden(
        Compilations.strict(
            Sources.WOVEN_PARENT,
            """
            package com.acme;
            class Child extends Woven {
              @ZkLock("b") void b() {}
            }
            """));
  }

  private void golden(Compilation compilation) throws IOException {
    assertThat(compilation).succeededWithoutWarnings();
    Golden.check(test, compilation);
  }
}
