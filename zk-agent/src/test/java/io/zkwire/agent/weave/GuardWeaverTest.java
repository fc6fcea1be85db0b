package io.zkwire.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.BaseStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardWeaverTest {

  @BeforeEach
  void open() {
    Gate.reset(true);
  }

  @Test
  void a_call_that_may_run_enters_runs_and_leaves() throws Exception {
    Object work = woven(Subjects.Work.class).make(Subjects.Work.class);
    call(work, "nothing");
    assertThat(ran(work)).containsExactly("nothing");
    assertThat(Gate.LOG).containsExactly("enter 0", "leave passage 0");
    assertThat(Gate.lastOwner).isSameAs(work);
  }

  @Test
  void a_call_that_may_not_run_returns_without_running() throws Exception {
    Object work = woven(Subjects.Work.class).make(Subjects.Work.class);
    Gate.open = false;
    call(work, "nothing");
    assertThat(ran(work)).isEmpty();
    assertThat(Gate.LOG).containsExactly("enter 0");
  }

  @Test
  void what_the_guard_throws_the_call_throws_and_nothing_is_left() throws Exception {
    Object work = woven(Subjects.Work.class).make(Subjects.Work.class);
    Gate.thrown = new IllegalStateException("not now");
    assertThatIllegalStateException()
        .isThrownBy(() -> call(work, "nothing"))
        .withMessage("not now");
    assertThat(ran(work)).isEmpty();
    assertThat(Gate.LOG).containsExactly("enter 0");
  }

  @Test
  void a_body_that_throws_leaves_once_and_its_exception_arrives() throws Exception {
    Object work = woven(Subjects.Work.class).make(Subjects.Work.class);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> call(work, "failing"))
        .withMessage("from the body");
    assertThat(ran(work)).containsExactly("failing");
    assertThat(Gate.inside).isZero();
    assertThat(Gate.LOG).filteredOn(line -> line.startsWith("leave")).hasSize(1);
  }

  @Test
  void only_the_arguments_that_fill_places_are_passed_and_boxed() throws Exception {
    Weaving loader =
        new Weaving()
            .add(
                Subjects.Work.class,
                GuardWeaver.weave(
                    model(
                        Subjects.Work.class,
                        new GuardPoint("one", "(Ljava/lang/String;J)V", 3, List.of(1, 0)),
                        new GuardPoint("ofClass", "(I)Ljava/lang/String;", 4, List.of(0))),
                    new GateSites()));
    Object work = loader.make(Subjects.Work.class);
    work.getClass().getMethod("one", String.class, long.class).invoke(work, "a", 5L);
    assertThat(Gate.LOG).containsExactly("enter 3 [5, a]", "leave passage 3");
    work.getClass().getMethod("one", String.class).invoke(work, "b");
    assertThat(ran(work)).containsExactly("one a5", "one b");
    assertThat(work.getClass().getMethod("ofClass", int.class).invoke(null, 9)).isEqualTo("ran 9");
    assertThat(Gate.LOG).endsWith("enter 4 [9]", "leave passage 4");
    assertThat(Gate.lastOwner).isNull();
  }

  @Test
  void private_final_and_synchronized_methods_ask() throws Exception {
    Object work = woven(Subjects.Work.class, "hidden", "fixed").make(Subjects.Work.class);
    call(work, "callHidden");
    assertThat(call(work, "fixed")).isEqualTo(7);
    assertThat(ran(work)).containsExactly("hidden", "fixed");
    assertThat(Gate.LOG)
        .containsExactly("enter 0", "leave passage 0", "enter 1", "leave passage 1");
    Gate.open = false;
    call(work, "callHidden");
    assertThat(call(work, "fixed")).isEqualTo(0);
    assertThat(ran(work)).containsExactly("hidden", "fixed");
  }

  @Test
  void a_recursive_method_asks_at_each_level_and_leaves_in_reverse() throws Exception {
    Object work = woven(Subjects.Work.class, "recursive").make(Subjects.Work.class);
    assertThat(work.getClass().getMethod("recursive", int.class).invoke(work, 3)).isEqualTo(6L);
    assertThat(Gate.LOG).hasSize(8).startsWith("enter 0", "enter 0", "enter 0", "enter 0");
    assertThat(Gate.inside).isZero();
  }

  @Test
  void loops_returns_and_handlers_of_the_body_work_as_before() throws Exception {
    Object woven = woven(Subjects.Work.class, "branching").make(Subjects.Work.class);
    Subjects.Work plain = new Subjects.Work();
    for (Object value : List.of("a", "abcd", 'x', 5)) {
      assertThat(woven.getClass().getMethod("branching", Object.class).invoke(woven, value))
          .isEqualTo(plain.branching(value));
    }
    assertThat(ran(woven)).isEqualTo(plain.ran);
  }

  @Test
  void methods_of_interfaces_records_and_enums_ask() throws Exception {
    Weaving loader =
        woven(Subjects.Greeting.class, "greet", "bye")
            .add(Subjects.Greeter.class)
            .add(Subjects.Pair.class, weave(Subjects.Pair.class, "sum"))
            .add(Subjects.Level.class, weave(Subjects.Level.class, "label"));
    Object greeter = loader.make(Subjects.Greeter.class);
    Method greet = loader.get(Subjects.Greeting.class).getMethod("greet", String.class);
    assertThat(greet.invoke(greeter, "you")).isEqualTo("hello you");
    Method bye = loader.get(Subjects.Greeting.class).getMethod("bye");
    assertThat(bye.invoke(null)).isEqualTo("bye");
    Object pair = loader.get(Subjects.Pair.class).getConstructors()[0].newInstance(1, 2);
    assertThat(call(pair, "sum")).isEqualTo(3);
    Object low = loader.get(Subjects.Level.class).getField("LOW").get(null);
    assertThat(call(low, "label")).isEqualTo("LOW");
    assertThat(Gate.LOG).filteredOn(line -> line.startsWith("enter")).hasSize(4);
    Gate.open = false;
    assertThat(greet.invoke(greeter, "you")).isNull();
    assertThat(call(pair, "sum")).isEqualTo(0);
    assertThat(call(low, "label")).isNull();
  }

  @Test
  void a_skipped_call_returns_nothing_of_its_kind() throws Exception {
    Gate.open = false;
    Class<?> type =
        woven(Subjects.Returns.class, names(Subjects.Returns.class)).get(Subjects.Returns.class);
    Object returns = type.getConstructor().newInstance();
    for (Method method : type.getDeclaredMethods()) {
      Object value = method.invoke(returns);
      switch (method.getName()) {
        case "text", "boxed" -> assertThat(value).as(method.getName()).isNull();
        case "truth" -> assertThat(value).isEqualTo(false);
        case "letter" -> assertThat(value).isEqualTo('\0');
        case "numbers" -> assertThat((int[]) value).isEmpty();
        case "texts" -> assertThat((String[][]) value).isEmpty();
        case "iterable", "list", "set", "collection" ->
            assertThat((Iterable<?>) value).as(method.getName()).isEmpty();
        case "map" -> assertThat((Map<?, ?>) value).isEmpty();
        case "stream" -> assertThat(((Stream<?>) value).count()).isZero();
        case "stage", "completable", "future" ->
            assertThat((CompletableFuture<?>) value)
                .as(method.getName())
                .isCompletedExceptionally();
        default -> {
          assertThat(value).as(method.getName()).isNotNull();
          assertThat(value.toString())
              .as(method.getName())
              .matches("0|0\\.0|Optional(Int|Long|Double)?\\.empty");
        }
      }
    }
    assertThat(Gate.LOG).hasSameSizeAs(type.getDeclaredMethods());
  }

  @Test
  void a_failed_future_says_why_the_call_may_not_run() throws Exception {
    Gate.open = false;
    Object returns = woven(Subjects.Returns.class, "stage").make(Subjects.Returns.class);
    CompletableFuture<?> stage = (CompletableFuture<?>) call(returns, "stage");
    assertThat(stage.handle((value, refusal) -> refusal.getMessage()).join())
        .isEqualTo("refused by 0");
  }

  @Test
  void a_call_that_runs_returns_what_its_body_returns() throws Exception {
    Class<?> type =
        woven(Subjects.Returns.class, names(Subjects.Returns.class)).get(Subjects.Returns.class);
    Object woven = type.getConstructor().newInstance();
    Subjects.Returns plain = new Subjects.Returns();
    for (Method method : type.getDeclaredMethods()) {
      Object expected = Subjects.Returns.class.getMethod(method.getName()).invoke(plain);
      Object value = method.invoke(woven);
      if (expected instanceof BaseStream || expected instanceof CompletableFuture) {
        assertThat(value).isInstanceOf(expected.getClass());
      } else {
        assertThat(value).as(method.getName()).isEqualTo(expected);
      }
    }
    assertThat(Gate.inside).isZero();
  }

  @Test
  void a_literal_is_returned_where_one_is_given() throws Exception {
    Gate.open = false;
    Weaving loader =
        new Weaving()
            .add(
                Subjects.Returns.class,
                GuardWeaver.weave(
                    model(
                        Subjects.Returns.class,
                        new GuardPoint("number", "()I", 0, List.of(), -1),
                        new GuardPoint("big", "()J", 1, List.of(), 1),
                        new GuardPoint("real", "()F", 2, List.of(), 1.5),
                        new GuardPoint("truth", "()Z", 3, List.of(), true),
                        new GuardPoint("letter", "()C", 4, List.of(), "x"),
                        new GuardPoint("text", "()Ljava/lang/String;", 5, List.of(), "none"),
                        new GuardPoint("boxed", "()Ljava/lang/Integer;", 6, List.of(), 9)),
                    new GateSites()));
    Object returns = loader.make(Subjects.Returns.class);
    assertThat(call(returns, "number")).isEqualTo(-1);
    assertThat(call(returns, "big")).isEqualTo(1L);
    assertThat(call(returns, "real")).isEqualTo(1.5f);
    assertThat(call(returns, "truth")).isEqualTo(true);
    assertThat(call(returns, "letter")).isEqualTo('x');
    assertThat(call(returns, "text")).isEqualTo("none");
    assertThat(call(returns, "boxed")).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(ints = {49, 50, 51, 52, 54, 55, 61})
  void class_files_of_old_and_new_versions_are_woven(int version) throws Exception {
    byte[] bytes = Weaving.ofVersion(version, Subjects.Old.class);
    Weaving loader =
        new Weaving()
            .add(
                Subjects.Old.class.getName(),
                bytes,
                weave(Subjects.Old.class, "nothing", "one", "list", "stream", "stage", "ofClass"));
    Object old = loader.make(Subjects.Old.class);
    call(old, "nothing");
    Method one = old.getClass().getMethod("one", String.class, double.class);
    assertThat(one.invoke(old, "text", 2.0)).isEqualTo("text!");
    assertThatIllegalStateException().isThrownBy(() -> invoke(one, old, "text", 0.5));
    assertThat(ran(old)).containsExactly("nothing", "finally", "finally");
    assertThat(old.getClass().getMethod("ofClass").invoke(null)).isEqualTo(7);
    assertThat(Gate.inside).isZero();
    Gate.open = false;
    assertThat(one.invoke(old, "text", 2.0)).isNull();
    assertThat((List<?>) call(old, "list")).isEmpty();
    assertThat(((Stream<?>) call(old, "stream")).count()).isZero();
    assertThat((CompletableFuture<?>) call(old, "stage")).isCompletedExceptionally();
    assertThat(old.getClass().getMethod("ofClass").invoke(null)).isEqualTo(0);
  }

  @Test
  void a_method_that_is_not_there_is_an_error() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new Weaving()
                    .add(
                        Subjects.Work.class,
                        GuardWeaver.weave(
                            model(
                                Subjects.Work.class,
                                new GuardPoint("nothing", "(I)V", 0, List.of())),
                            new GateSites())))
        .withMessageContaining("nothing(I)V");
  }

  @Test
  void nothing_is_added_to_the_class() throws Exception {
    Class<?> woven = woven(Subjects.Work.class).get(Subjects.Work.class);
    assertThat(woven.getDeclaredMethods()).hasSameSizeAs(Subjects.Work.class.getDeclaredMethods());
    assertThat(woven.getDeclaredFields()).hasSameSizeAs(Subjects.Work.class.getDeclaredFields());
    assertThat(woven.getInterfaces()).isEmpty();
  }

  private static Weaving woven(Class<?> type, String... methods) throws Exception {
    return new Weaving()
        .add(
            type, weave(type, methods.length == 0 ? new String[] {"nothing", "failing"} : methods));
  }

  private static AsmVisitorWrapper weave(Class<?> type, String... methods) {
    List<GuardPoint> points = new ArrayList<>();
    IntStream.range(0, methods.length)
        .forEach(
            site -> {
              Method method =
                  Arrays.stream(type.getDeclaredMethods())
                      .filter(each -> each.getName().equals(methods[site]))
                      .findFirst()
                      .orElseThrow();
              points.add(
                  new GuardPoint(methods[site], Type.getMethodDescriptor(method), site, List.of()));
            });
    return GuardWeaver.weave(new WiringModel(type.getName(), points, List.of()), new GateSites());
  }

  private static WiringModel model(Class<?> type, GuardPoint... points) {
    return new WiringModel(type.getName(), List.of(points), List.of());
  }

  private static String[] names(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods()).map(Method::getName).toArray(String[]::new);
  }

  private static Object call(Object target, String method) throws Exception {
    return invoke(target.getClass().getMethod(method), target);
  }

  private static Object invoke(Method method, Object target, @Nullable Object... arguments)
      throws Exception {
    try {
      method.setAccessible(true);
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @SuppressWarnings("unchecked")
  private static List<String> ran(Object work) throws ReflectiveOperationException {
    return (List<String>) work.getClass().getField("ran").get(work);
  }
}
