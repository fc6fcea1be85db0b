package io.zkwire.agent.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zkwire.runtime.spi.GuardSite;
import io.zkwire.runtime.spi.Guarded;
import io.zkwire.runtime.spi.Woven;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes that a build weaves: each kind of method asks, each kind of class has its places. */
class ZkWirePluginTest {

  private static final String ALL =
      """
      /*bound*/ public final class All implements Supplier<String> {
        public final List<String> ran = new ArrayList<>();
        public static final List<String> RAN_STATIC = new ArrayList<>();
        @LeaderOnly("r") public void plain() { ran.add("plain"); }
        @LeaderOnly("r") private void hidden() { ran.add("hidden"); }
        public void callHidden() { hidden(); }
        @LeaderOnly("r") public final void last() { ran.add("last"); }
        @LeaderOnly("r") public static void shared() { RAN_STATIC.add("shared"); }
        @LeaderOnly("r") private static void hiddenShared(int n) { RAN_STATIC.add("n" + n); }
        public static void callHiddenShared() { hiddenShared(3); }
        @LeaderOnly("r") public synchronized void locked() { ran.add("locked"); }
        @LeaderOnly("r") public void twice(int n) { ran.add("int"); }
        @LeaderOnly("r") public void twice(int[] n) { ran.add("array"); }
        @LeaderOnly("r") public void self() { plain(); plain(); ran.add("self"); }
        @LeaderOnly("r") public int number() { ran.add("number"); return 7; }
        @LeaderOnly("r") public String get() { ran.add("get"); return "x"; }
        @LeaderOnly("r") public void fail() { throw new IllegalArgumentException("body"); }
        public Runnable reference() { return this::plain; }
      }
      """;

  @TempDir static Path shared;
  @TempDir Path home;

  private static Build all;

  private Build build;

  @BeforeAll
  static void weave() throws Exception {
    all = new Build(shared.resolve("all")).compile(ALL).weave();
  }

  @BeforeEach
  void module() {
    build = new Build(home.resolve("one"));
  }

  private static Object make(Class<?> type, Object... arguments) throws Exception {
    for (Constructor<?> each : type.getDeclaredConstructors()) {
      if (each.getParameterCount() == arguments.length) {
        each.setAccessible(true);
        return each.newInstance(arguments);
      }
    }
    throw new AssertionError("no constructor of " + type);
  }

  private static Object call(Object target, String name, Object... arguments) throws Throwable {
    return callOf(target.getClass(), target, name, arguments);
  }

  private static Object callOf(Class<?> type, Object target, String name, Object... arguments)
      throws Throwable {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Method method : each.getDeclaredMethods()) {
        if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
          method.setAccessible(true);
          try {
            return method.invoke(target, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        }
      }
    }
    throw new AssertionError("no method " + name);
  }

  @SuppressWarnings("unchecked")
  private static List<String> ran(Object object) throws Exception {
    return (List<String>) object.getClass().getField("ran").get(object);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "callHidden:hidden", "last", "locked", "number", "get"})
  void methods_of_an_object_ask(String names) throws Throwable {
    String name = names.split(":")[0];
    String asked = names.substring(names.indexOf(':') + 1);
    Object object = make(all.get("All"));
    Recorder guard = new Recorder().on(object, asked + "()");
    call(object, name);
    assertThat(ran(object)).containsExactly(asked);
    guard.open = false;
    Object otherwise = call(object, name);
    assertThat(ran(object)).hasSize(1);
    assertThat(otherwise).isEqualTo(name.equals("number") ? 0 : null);
    assertThat(guard.log).hasSize(2);
    assertThat(guard.inside).isZero();
  }

  @Test
  void static_methods_ask_at_the_place_of_their_class() throws Throwable {
    Class<?> type = all.get("All");
    assertThatThrownBy(() -> callOf(type, null, "shared")).hasMessageContaining("ZK-GUARD-21");
    Recorder guard = new Recorder().on(type, "shared()").on(type, "hiddenShared(int)");
    callOf(type, null, "shared");
    callOf(type, null, "callHiddenShared");
    assertThat(type.getField("RAN_STATIC").get(null)).isEqualTo(List.of("shared", "n3"));
    guard.open = false;
    callOf(type, null, "shared");
    assertThat((List<?>) type.getField("RAN_STATIC").get(null)).hasSize(2);
  }

  @Test
  void overloads_ask_at_places_of_their_own() throws Throwable {
    Object object = make(all.get("All"));
    Recorder open = new Recorder().on(object, "twice(int)");
    Recorder closed = new Recorder().on(object, "twice(int[])");
    closed.open = false;
    object.getClass().getMethod("twice", int.class).invoke(object, 1);
    object.getClass().getMethod("twice", int[].class).invoke(object, new int[0]);
    assertThat(ran(object)).containsExactly("int");
    assertThat(open.log).hasSize(1);
  }

  @Test
  void calls_of_itself_and_method_references_ask() throws Throwable {
    Object object = make(all.get("All"));
    Recorder guard = new Recorder().on(object, "plain()").on(object, "self()");
    call(object, "self");
    ((Runnable) call(object, "reference")).run();
    assertThat(guard.log).hasSize(4);
    assertThat(ran(object)).containsExactly("plain", "plain", "self", "plain");
  }

  @Test
  void a_bridge_asks_by_the_method_that_it_calls() throws Throwable {
    Object object = make(all.get("All"));
    Recorder guard = new Recorder().on(object, "get()");
    assertThat(((Supplier<?>) object).get()).isEqualTo("x");
    assertThat(guard.log).hasSize(1);
  }

  @Test
  void a_body_that_throws_leaves() throws Throwable {
    Object object = make(all.get("All"));
    Recorder guard = new Recorder().on(object, "fail()");
    assertThatThrownBy(() -> call(object, "fail")).hasMessage("body");
    assertThat(guard.inside).isZero();
  }

  @Test
  void an_object_that_is_not_bound_runs_nothing() throws Throwable {
    Object object = make(all.get("All"));
    assertThatThrownBy(() -> call(object, "plain"))
        .hasMessageContaining("[ZK-GUARD-21] All.plain() is guarded");
    assertThat(ran(object)).isEmpty();
  }

  @Test
  void a_constructor_that_calls_a_guarded_method_is_told_so() throws Throwable {
    build.compile(
        """
        /*bound*/ public class Early extends Above {
          @Override @LeaderOnly("r") void run() {}
        }
        """,
        "abstract class Above { Above() { run(); } abstract void run(); }");
    Class<?> type = build.weave().get("Early");
    assertThatThrownBy(() -> make(type)).cause().hasMessageContaining("ZK-GUARD-21");
  }

  @Test
  void interfaces_ask_at_the_places_of_who_implements_them() throws Throwable {
    build.compile(
        """
        /*bound*/ public interface Job {
          @LeaderOnly("r") default String run() { return "ran " + inner(); }
          @LeaderOnly("r") private String inner() { return "inner"; }
          @LeaderOnly("r") static String shared() { return "shared"; }
          default void other() {}
        }
        """,
        "public class Plain implements Job {}",
        "public class Deeper extends Plain { public String run() { return \"own \" + super.run(); } }",
        "public class Lambda { public static final Need NEED = () -> {}; }",
        """
        /*bound*/ public interface Need {
          void one();
          @LeaderOnly("r") default void two() {}
        }
        """);
    ClassLoader loader = build.weave().load();
    Object plain = make(loader.loadClass("com.acme.Plain"));
    assertThatThrownBy(() -> callOf(plain.getClass().getInterfaces()[0], plain, "run"))
        .hasMessageContaining("ZK-GUARD-21");
    Recorder guard = new Recorder().on(plain, "run()").on(plain, "inner()");
    Class<?> job = loader.loadClass("com.acme.Job");
    assertThat(job.getMethod("run").invoke(plain)).isEqualTo("ran inner");
    assertThat(guard.log).hasSize(2);
    Object deeper = make(loader.loadClass("com.acme.Deeper"));
    Recorder once = new Recorder().on(deeper, "run()");
    new Recorder().on(deeper, "inner()");
    assertThat(job.getMethod("run").invoke(deeper)).isEqualTo("own ran inner");
    assertThat(once.log).as("the override asks, and hands over").hasSize(1);
    new Recorder().on(job, "shared()");
    assertThat(job.getMethod("shared").invoke(null)).isEqualTo("shared");
    Object lambda = loader.loadClass("com.acme.Lambda").getField("NEED").get(null);
    assertThatThrownBy(() -> callOf(loader.loadClass("com.acme.Need"), lambda, "two"))
        .hasMessageContaining("[ZK-GUARD-20]")
        .hasMessageContaining("a lambda cannot be woven");
  }

  @Test
  void records_and_enums_ask() throws Throwable {
    build.compile(
        """
        /*bound*/ public record Pair(int left, int right) {
          public Pair { if (left > right) { throw new IllegalArgumentException(); } }
          public Pair(int both) { this(both, both); }
          @LeaderOnly("r") public int sum() { return left + right; }
        }
        """,
        """
        /*bound*/ public enum Level {
          LOW, HIGH { @Override public String label() { return "top " + super.label(); } };
          @LeaderOnly("r") public String label() { return name(); }
        }
        """);
    ClassLoader loader = build.weave().load();
    Object pair = make(loader.loadClass("com.acme.Pair"), 4);
    new Recorder().on(pair, "sum()");
    assertThat(call(pair, "sum")).isEqualTo(8);
    assertThat(pair).hasToString("Pair[left=4, right=4]").isEqualTo(make(pair.getClass(), 4));
    Object high = loader.loadClass("com.acme.Level").getEnumConstants()[1];
    Recorder guard = new Recorder().on(high, "label()");
    assertThat(call(high, "label")).isEqualTo("top HIGH");
    assertThat(guard.log).hasSize(1);
    guard.open = false;
    assertThat(call(high, "label")).isNull();
  }

  @Test
  void arguments_fill_the_places_of_the_guards_in_their_order() throws Throwable {
    build.compile(
        """
        /*bound*/ public class Orders {
          @ZkLock("{second}-{first}-${host}") @ZkPermit(value = "{first}", permits = 1)
          public void ship(String first, long wide, int second) {}
        }
        """);
    Object orders = make(build.weave().get("Orders"));
    Recorder guard = new Recorder().on(orders, "ship(java.lang.String,long,int)");
    call(orders, "ship", "a", 5L, 2);
    assertThat(guard.log).containsExactly("asked [a, 2, a]");
  }

  @Test
  void a_guard_at_the_class_means_what_the_processor_says() throws Throwable {
    build.compile(
        """
        @LeaderOnly("r") /*bound*/ public class Whole {
          public void first() {}
          void second() {}
          private void third() {}
          static void fourth() {}
          @OnLeader("r") void lead() {}
          @Override public String toString() { return "w"; }
        }
        """);
    Guarded whole = (Guarded) make(build.weave().get("Whole"));
    assertThat(List.of("first()", "second()"))
        .allSatisfy(member -> assertThat(whole.zkGuardSite(member)).isNotNull());
    assertThat(List.of("third()", "fourth()", "lead()", "toString()"))
        .allSatisfy(member -> assertThat(whole.zkGuardSite(member)).isNull());
  }

  @Test
  void a_subclass_of_another_module_shares_the_places_of_its_superclass() throws Throwable {
    build
        .compile(
            """
        /*bound*/ public class Base<T> {
          public final List<String> ran = new ArrayList<>();
          @LeaderOnly("r") public void run() { ran.add("base"); }
          @ZkLock("{item}") public void save(T item) { ran.add("saved " + item); }
          @LeaderOnly("r") public void kept() { ran.add("kept"); }
        }
        """)
        .weave();
    Build second = new Build(home.resolve("two"), build);
    second
        .compile(
            """
            /*bound*/ public class Sub extends Base<String> {
              @Override public void run() { ran.add("sub"); super.run(); }
              @Override @LeaderOnly("r") public void save(String text) { super.save(text + "!"); }
              public void around() { super.run(); }
            }
            """,
            "public class Lower extends Sub { @Override public void run() { super.run(); } }",
            "public class Silent extends Sub {}")
        .weave();
    ClassLoader loader = second.load();
    Object lower = make(loader.loadClass("com.acme.Lower"));
    Recorder guard = new Recorder().on(lower, "run()");
    Recorder saving = new Recorder().on(lower, "save(java.lang.Object)");
    new Recorder().on(lower, "kept()");
    call(lower, "run");
    assertThat(guard.log).as("asked once for three bodies").hasSize(1);
    call(lower, "around");
    assertThat(guard.log).as("a call from elsewhere asks").hasSize(2);
    call(lower, "save", "x");
    assertThat(saving.log).containsExactly("asked [x]");
    call(lower, "kept");
    assertThat(ran(lower)).containsExactly("sub", "base", "base", "saved x!", "kept");
    guard.open = false;
    call(lower, "run");
    assertThat(ran(lower)).hasSize(5);
    assertThat(guard.inside).isZero();
    assertThat(make(loader.loadClass("com.acme.Silent"))).isInstanceOf(Guarded.class);
  }

  @Test
  void weaving_again_changes_no_byte_and_each_build_writes_the_same() throws Exception {
    var once = all.files();
    all.weave();
    assertThat(all.files()).isEqualTo(once);
    assertThat(build.compile(ALL).weave().files()).isEqualTo(once);
    assertThat(all.get("All").isAnnotationPresent(Woven.class)).isTrue();
  }

  @Test
  void nothing_but_the_places_is_added() throws Exception {
    Class<?> woven = all.get("All");
    Class<?> plain = new Build(home.resolve("plain")).compile(ALL).get("All");
    List<String> added = new ArrayList<>();
    for (Method each : woven.getDeclaredMethods()) {
      added.add(each.getName());
    }
    for (Method each : plain.getDeclaredMethods()) {
      added.remove(each.getName());
    }
    assertThat(added).containsExactly("zkGuardSite");
    assertThat(woven.getMethod("zkGuardSite", String.class).getReturnType())
        .isEqualTo(GuardSite.class);
    assertThat(woven.getInterfaces()).containsExactly(Supplier.class, Guarded.class);
  }

  @Test
  void a_class_without_guards_stays_as_it_is() throws Exception {
    build.compile("public class Free { @ZkConfig(\"n\") volatile int n; }");
    var before = build.files();
    assertThat(build.weave().files()).isEqualTo(before);
  }
}
