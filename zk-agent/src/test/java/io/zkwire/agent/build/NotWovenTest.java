package io.zkwire.agent.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zkwire.runtime.spi.AutoBind;
import io.zkwire.runtime.spi.Bindings;
import io.zkwire.runtime.spi.GuardSite;
import io.zkwire.runtime.spi.Guarded;
import io.zkwire.runtime.spi.Passage;
import io.zkwire.runtime.spi.StaticSite;
import io.zkwire.runtime.spi.Woven;
import java.nio.file.Path;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that fail, since a guard would be missing. */
class NotWovenTest {

  @TempDir Path home;

  private Build build;

  @BeforeEach
  void module() {
    build = new Build(home.resolve("one"));
  }

  private void fails(Build failing, String message) {
    assertThatThrownBy(failing::weave).rootCause().hasMessageContaining("[ZK-GUARD-06] " + message);
  }

  @Test
  void a_method_without_a_body() throws Exception {
    build.compile("/*bound*/ public class Far { @LeaderOnly(\"r\") native void run(); }");
    fails(build, "com.acme.Far.run() is native, so nothing can be woven around it. Guard a method");
    Build other = new Build(home.resolve("two"));
    other.compile("/*bound*/ public abstract class No { @LeaderOnly(\"r\") abstract void run(); }");
    fails(other, "com.acme.No.run() is abstract, so there is nothing to guard.");
  }

  @Test
  void a_class_that_the_annotation_processor_did_not_see() throws Exception {
    build.compile("public class Unseen { @LeaderOnly(\"r\") void run() {} }");
    fails(build, "com.acme.Unseen has guards but no com.acme.Unseen_ZkBinding: the annotation");
  }

  @Test
  void a_class_that_was_compiled_for_a_generated_subclass() throws Exception {
    build.compile(
        "/*bound*/ public class Job { @LeaderOnly(\"r\") void run() {} }",
        "class Job_ZkGuarded extends Job {}");
    fails(build, "com.acme.Job has a generated subclass, com.acme.Job_ZkGuarded, which would ask");
  }

  @Test
  void a_superclass_whose_module_is_not_woven() throws Exception {
    build.compile("/*bound*/ public class Base { @LeaderOnly(\"r\") void run() {} }");
    Build second = new Build(home.resolve("two"), build).compile("class Sub extends Base {}");
    fails(second, "com.acme.Sub extends com.acme.Base, which has guards and is not woven. Weave");
  }

  @Test
  void two_methods_under_one_name() throws Exception {
    build.compile(
        "/*bound*/ public class Base { @LeaderOnly(\"r\") private void run() {} }",
        "/*bound*/ class Sub extends Base { @LeaderOnly(\"r\") private void run() {} }");
    fails(build, "com.acme.Sub.run() is guarded under the same name as another method of");
  }

  @Test
  void a_place_whose_parameter_the_class_file_does_not_name() throws Exception {
    build.compile("/*bound*/ public class Job { @ZkLock(\"{wrong}\") void run(String right) {} }");
    fails(build, "com.acme.Job.run(String) has {wrong} in the name of a guard, and its class file");
  }

  /** What the last look is for: the weaving itself, or its order, is wrong. */
  @Test
  void a_method_that_does_not_ask_after_all() throws Exception {
    build.compile("/*bound*/ public class Job { @LeaderOnly(\"r\") void run() {} }");
    ClassFileLocator locator =
        new ClassFileLocator.Compound(
            new ClassFileLocator.ForFolder(home.resolve("one").toFile()),
            ClassFileLocator.ForClassLoader.of(getClass().getClassLoader()));
    TypeDescription type = TypePool.Default.of(locator).describe("com.acme.Job").resolve();
    Wiring wiring = Wiring.of(type, new AskedMethods(locator));
    assertThatThrownBy(
            () -> new ByteBuddy().decorate(type, locator).visit(new AskingCheck(wiring)).make())
        .hasMessageContaining(
            "[ZK-GUARD-06] [com.acme.Job.run()] was woven and does not ask its guard");
  }

  @Test
  void the_names_of_the_runtime_are_those_of_its_types() {
    Map.of(
            RuntimeNames.AUTO_BIND, AutoBind.class,
            RuntimeNames.GUARDED, Guarded.class,
            RuntimeNames.GUARD_SITE, GuardSite.class,
            RuntimeNames.PASSAGE, Passage.class,
            RuntimeNames.STATIC_SITE, StaticSite.class,
            RuntimeNames.WOVEN, Woven.class)
        .forEach((name, type) -> assertThat(name).isEqualTo(Type.getInternalName(type)));
    assertThat(RuntimeNames.BINDING_SUFFIX).isEqualTo(Bindings.SUFFIX);
    assertThat(RuntimeNames.GUARDED_SUFFIX).isEqualTo(Bindings.GUARDED_SUFFIX);
  }
}
