package io.zkwire.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.testing.compile.Compilation;
import io.zkwire.ErrorCode;
import io.zkwire.FencingToken;
import io.zkwire.Leadership;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.spi.Bindings;
import io.zkwire.runtime.spi.ClassBinding;
import io.zkwire.runtime.spi.Guard;
import io.zkwire.runtime.spi.GuardSite;
import io.zkwire.runtime.spi.Guarded;
import io.zkwire.runtime.spi.LeaderListenerSpec;
import io.zkwire.runtime.spi.LeaderSpec;
import io.zkwire.runtime.spi.Passage;
import io.zkwire.runtime.spi.Spec;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is generated for guards, loaded and called. */
class RunningGuardsTest {

  private static final String SOURCE =
      """
      package com.acme;
      public class Target extends Parent<String> {
        @Leader("role") private Leadership leadership;
        public Target() {}
        @SuppressWarnings("this-escape") public Target(boolean early) { if (early) { run(); } }
        public Object leadership() { return leadership; }
        @LeaderOnly("role") public void run() { log.add("run"); }
        @ZkLock(value = "a", otherwise = Otherwise.THROW)
        public int number() { log.add("number"); return 7; }
        @ZkLock(value = "a", otherwise = Otherwise.EMPTY)
        public Optional<String> text() { log.add("text"); return Optional.of("x"); }
        @ZkLock(value = "a", otherwise = Otherwise.EMPTY)
        public java.util.concurrent.CompletableFuture<String> later() { return null; }
        @ZkLock("{second}-{first}") @ZkPermit(value = "{first}", permits = 1)
        public void order(String first, int second) { log.add(first + second); }
        @LeaderOnly("role") public void fail() throws java.io.IOException {
          throw new java.io.IOException("deliberate");
        }
        @Override public void save(String item) { super.save(item + "!"); }
        @OnLeader("role") private void lead(FencingToken token) { log.add(token); }
        @OnFollower("role") void follow() { log.add("follow"); }
      }
      """;

  private static final String PARENT =
      """
      package com.acme;
      public abstract class Parent<T> {
        public final List<Object> log = new ArrayList<>();
        @LeaderOnly("role") public void save(T item) { log.add(item); }
      }
      """;

  private Class<?> type;
  private Class<?> guardedType;
  private Object object;
  private List<Object> log;

  @BeforeEach
  void load() throws Exception {
    Compilation compilation = Compilations.strict(SOURCE, PARENT);
    assertThat(compilation).succeededWithoutWarnings();
    Compiled classes = new Compiled(compilation);
    type = classes.loadClass("com.acme.Target");
    guardedType = classes.loadClass("com.acme.Target_ZkGuarded");
    object = guardedType.getConstructor().newInstance();
    log = log();
  }

  @SuppressWarnings("unchecked")
  private List<Object> log() throws Exception {
    return (List<Object>) type.getField("log").get(object);
  }

  @Test
  void everyGuardOfTheBindingsHasAPlace() {
    List<String> members = new ArrayList<>();
    for (Class<?> each : List.of(type, type.getSuperclass())) {
      for (Spec<?> spec : Objects.requireNonNull(Bindings.find(each)).specs()) {
        if (spec instanceof io.zkwire.runtime.spi.GuardSpec<?>) {
          members.add(spec.member());
        }
      }
    }
    assertThat(members)
        .hasSize(8)
        .allSatisfy(member -> assertThat(((Guarded) object).zkGuardSite(member)).isNotNull())
        .contains("order(java.lang.String,int)", "save(java.lang.Object)");
    assertThat(((Guarded) object).zkGuardSite("order()")).isNull();
  }

  @Test
  void aGuardThatLetsPassIsEnteredAndLeftOnce() throws Exception {
    Counting guard = bind("run()", true);
    call("run");
    assertThat(log).containsExactly("run");
    assertThat(guard.entered).isOne();
    assertThat(guard.left).isOne();
  }

  @Test
  void aGuardThatRefusesSkipsOrReturnsNothing() throws Exception {
    Counting run = bind("run()", false);
    bind("text()", false);
    bind("later()", false);
    call("run");
    assertThat(call("text")).isEqualTo(Optional.empty());
    CompletableFuture<?> later = (CompletableFuture<?>) call("later");
    assertThatThrownBy(later::join).hasCauseInstanceOf(IllegalStateException.class);
    assertThat(log).isEmpty();
    assertThat(run.left).isZero();
  }

  @Test
  void whatAGuardThrowsIsThrown() {
    site("number()").bind(new Throwing());
    assertThatThrownBy(() -> call("number"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("refused");
    assertThat(log).isEmpty();
  }

  @Test
  void anExceptionOfTheMethodPassesThroughAndThePassageIsLeft() {
    Counting guard = bind("fail()", true);
    assertThatThrownBy(() -> call("fail"))
        .isInstanceOf(java.io.IOException.class)
        .hasMessage("deliberate");
    assertThat(guard.left).isOne();
  }

  @Test
  void argumentsOfAllGuardsComeInTheOrderInWhichTheyAreAsked() throws Exception {
    Counting guard = bind("order(java.lang.String,int)", true);
    Method order = type.getMethod("order", String.class, int.class);
    order.invoke(object, "a", 7);
    assertThat(guard.arguments).containsExactly("a", 7, "a");
    assertThat(log).containsExactly("a7");
  }

  @Test
  void anOverrideOfAGuardedMethodStaysGuarded() throws Exception {
    Method save = type.getMethod("save", String.class);
    bind("save(java.lang.Object)", false);
    save.invoke(object, "x");
    assertThat(log).isEmpty();
    bind("save(java.lang.Object)", true);
    save.invoke(object, "x");
    assertThat(log).containsExactly("x!");
  }

  @Test
  void nothingRunsBeforeTheObjectIsBound() throws Exception {
    assertUnbound(() -> call("run"));
    bind("run()", true);
    call("run");
    assertThat(log).containsExactly("run");
  }

  @Test
  void aConstructorThatCallsAGuardedMethodFails() throws Exception {
    Constructor<?> early = guardedType.getConstructor(boolean.class);
    early.newInstance(false);
    assertUnbound(() -> unwrapped(() -> early.newInstance(true)));
  }

  @Test
  void fieldAndListeners() throws Throwable {
    Leadership leadership =
        (Leadership)
            Proxy.newProxyInstance(
                Leadership.class.getClassLoader(),
                new Class<?>[] {Leadership.class},
                (proxy, method, args) -> null);
    ((LeaderSpec<Object>) spec("leadership")).set().set(object, leadership);
    assertThat(call("leadership")).isSameAs(leadership);
    FencingToken token = new FencingToken(7, 0);
    listener("lead").call().call(object, token);
    listener("follow").call().call(object, token);
    assertThat(log).containsExactly(token, "follow");
    assertThat(listener("lead").leads()).isTrue();
    assertThat(listener("follow").leads()).isFalse();
  }

  private LeaderListenerSpec<Object> listener(String member) {
    return (LeaderListenerSpec<Object>) spec(member);
  }

  @SuppressWarnings("unchecked")
  private Spec<Object> spec(String member) {
    ClassBinding<Object> binding =
        (ClassBinding<Object>) Objects.requireNonNull(Bindings.find(type));
    return binding.specs().stream()
        .filter(spec -> spec.member().equals(member))
        .findFirst()
        .orElseThrow();
  }

  private GuardSite site(String member) {
    return Objects.requireNonNull(((Guarded) object).zkGuardSite(member));
  }

  private Counting bind(String member, boolean passes) {
    Counting guard = new Counting(passes);
    site(member).bind(guard);
    return guard;
  }

  private Object call(String method) throws Exception {
    return unwrapped(() -> type.getMethod(method).invoke(object));
  }

  private static Object unwrapped(Call call) throws Exception {
    try {
      return call.call();
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }

  private static void assertUnbound(Call call) {
    assertThatThrownBy(call::call)
        .isInstanceOfSatisfying(
            ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.GUARD_UNBOUND));
  }

  @FunctionalInterface
  private interface Call {
    Object call() throws Exception;
  }

  /** Lets everything pass, or nothing, and counts. */
  private static final class Counting implements Guard {

    private final boolean passes;
    private int entered;
    private int left;
    private Object[] arguments = {};

    Counting(boolean passes) {
      this.passes = passes;
    }

    @Override
    public @Nullable Passage enter(Object[] arguments) {
      entered++;
      this.arguments = arguments;
      return passes ? () -> left++ : null;
    }

    @Override
    public RuntimeException refusal() {
      return new IllegalStateException("refused");
    }
  }

  private static final class Throwing implements Guard {

    @Override
    public @Nullable Passage enter(Object[] arguments) {
      throw refusal();
    }

    @Override
    public RuntimeException refusal() {
      return new IllegalStateException("refused");
    }
  }
}
