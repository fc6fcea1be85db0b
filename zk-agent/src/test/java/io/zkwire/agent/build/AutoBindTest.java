package io.zkwire.agent.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zkwire.Registration;
import io.zkwire.runtime.spi.AutoBind;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that are bound at the end of their construction, and never before. */
class AutoBindTest {

  private static final String JOB =
      """
      @ZkBound(auto = true) /*bound*/ public class Job {
        public final String name;
        public String state = "new";
        public Job() { this("none", 1); state = "complete"; }
        public Job(String name, int n) { this(name, n > 0 ? new Job(name) : null, new int[n]); }
        public Job(String name) { this.name = name; state = "complete"; }
        private Job(String name, Job inner, int... more) {
          this.name = name;
          if (more.length > 1) { state = "complete"; return; }
          state = "half";
        }
        public Job(boolean fails) { this("failing", 1); throw new IllegalStateException("late"); }
        @Override public String toString() { return name + " " + state; }
      }
      """;

  @TempDir Path home;

  private final List<String> bound = new ArrayList<>();
  private Registration binding = () -> {};
  private Build build;

  @BeforeEach
  void bind() {
    binding = AutoBind.by(object -> bound.add(object.getClass().getSimpleName() + " " + object));
    build = new Build(home.resolve("one"));
  }

  @AfterEach
  void unbind() {
    binding.close();
  }

  private static Object make(Class<?> type, Object... arguments) throws Exception {
    for (Constructor<?> each : type.getConstructors()) {
      if (each.getParameterCount() == arguments.length
          && (arguments.length != 1
              || each.getParameterTypes()[0].isPrimitive() == arguments[0] instanceof Boolean)) {
        return each.newInstance(arguments);
      }
    }
    throw new AssertionError("no constructor of " + type);
  }

  @Test
  void an_object_is_bound_once_when_its_outermost_constructor_ends() throws Exception {
    Class<?> job = build.compile(JOB).weave().get("Job");
    make(job, "simple");
    assertThat(bound).containsExactly("Job simple complete");
    bound.clear();
    make(job);
    assertThat(bound)
        .as("the argument of this(...) is an object of its own")
        .containsExactly("Job none complete", "Job none complete");
    bound.clear();
    make(job, "given", 2);
    assertThat(bound).containsExactly("Job given complete", "Job given complete");
  }

  @Test
  void an_object_whose_constructor_throws_is_not_bound() throws Exception {
    Class<?> job = build.compile(JOB).weave().get("Job");
    assertThatThrownBy(() -> make(job, true)).cause().hasMessage("late");
    assertThat(bound).containsExactly("Job failing complete");
    make(job, "next");
    assertThat(bound).hasSize(2).last().isEqualTo("Job next complete");
  }

  @Test
  void a_subclass_is_bound_when_its_own_constructor_ends() throws Exception {
    build.compile(
        JOB,
        """
        public class Special extends Job {
          public Special() { super("special"); state = "special complete"; }
        }
        """,
        """
        @ZkBound(auto = false) /*bound*/ public class Declining extends Job {
          public Declining() { super("declining"); }
        }
        """,
        "public class Lower extends Declining {}");
    ClassLoader loader = build.weave().load();
    make(loader.loadClass("com.acme.Special"));
    make(loader.loadClass("com.acme.Declining"));
    make(loader.loadClass("com.acme.Lower"));
    assertThat(bound).containsExactly("Special special special complete");
  }

  @Test
  void a_class_with_guards_is_bound_with_its_places_made() throws Exception {
    build.compile(
        """
        @ZkBound /*bound*/ public final class Both {
          private final List<String> items;
          public Both() { this(new ArrayList<>()); }
          public Both(List<String> items) { this.items = Objects.requireNonNull(items); }
          @LeaderOnly("r") public void run() { items.add("x"); }
          @Override public String toString() { return items.toString(); }
        }
        """);
    Object both = make(build.weave().get("Both"));
    assertThat(bound).containsExactly("Both []");
    new Recorder().on(both, "run()");
    both.getClass().getMethod("run").invoke(both);
    assertThat(both).hasToString("[x]");
  }

  @Test
  void an_enum_and_a_record_are_bound_too() throws Exception {
    build.compile(
        "@ZkBound /*bound*/ public enum Level { LOW, HIGH { @Override void x() {} }; void x() {} }",
        "@ZkBound /*bound*/ public record Pair(int a, int b) { public Pair(int a) { this(a, a); } }");
    ClassLoader loader = build.weave().load();
    Class.forName("com.acme.Level", true, loader);
    make(loader.loadClass("com.acme.Pair"), 3, 4);
    assertThat(bound).containsExactly("Level LOW", " HIGH", "Pair Pair[a=3, b=4]");
  }

  @Test
  void without_a_default_the_constructor_says_so() throws Exception {
    Class<?> job = build.compile(JOB).weave().get("Job");
    binding.close();
    assertThatThrownBy(() -> make(job, "alone"))
        .cause()
        .hasMessageContaining("[ZK-BIND-24] com.acme.Job binds itself, but no ZkWire is the");
  }
}
