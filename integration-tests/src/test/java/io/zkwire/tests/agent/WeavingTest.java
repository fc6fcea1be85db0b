package io.zkwire.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.runtime.spi.Woven;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One program that was compiled for weaving, with the packaged processor: as it is, woven by the
 * packaged plugin, and woven while it is loaded. The plugin is driven through Byte Buddy's own
 * engine, as its plugin for Gradle does; the build of these tests weaves through that for Maven.
 */
@Tag("slow")
class WeavingTest {

  private static final String OURS = System.getProperty("java.class.path");

  @TempDir Path directory;

  private Path classes;

  @BeforeEach
  void compile() throws Exception {
    classes = directory.resolve("classes");
    Sources.compileForWeaving(Sources.copy("Night", directory), OURS, classes);
  }

  private String run(Path mapping) throws Exception {
    String path = classes + File.pathSeparator + OURS;
    try (Program program = Program.start(directory, mapping, "-cp", path, "com.acme.Night")) {
      await().atMost(Duration.ofSeconds(90)).until(() -> !program.isAlive());
      return program.out();
    }
  }

  @Test
  void whatWasNotWovenIsRefusedAndTheMessageSaysWhatToDoInAnIde() throws Exception {
    assertThat(run(null))
        .startsWith("refused [ZK-GUARD-20] com.acme.Night.work(java.lang.String) is guarded")
        .contains("Weave its module")
        .contains("add -javaagent:zk-agent.jar=weave to the VM options of its run configuration");
  }

  @Test
  void theAgentWeavesItWhileItIsLoaded() throws Exception {
    assertThat(run(Path.of("weave"))).isEqualTo(text("work true", "strike true"));
  }

  @Test
  void thePluginThatIsFoundInTheJarWeavesIt() throws Exception {
    assertThat(Plugin.Engine.Default.scan(getClass().getClassLoader()))
        .contains("io.zkwire.agent.build.ZkWirePlugin");
    weave();
    byte[] once = Files.readAllBytes(classes.resolve("com/acme/Night.class"));
    assertThat(run(null)).isEqualTo(text("work true", "strike true"));
    weave();
    assertThat(Files.readAllBytes(classes.resolve("com/acme/Night.class"))).isEqualTo(once);
    assertThat(run(Path.of("weave")))
        .as("the agent leaves woven classes alone")
        .isEqualTo(text("work true", "strike true"));
  }

  @Test
  void theExampleOfTheGuideIsWoven() throws Exception {
    String guide = Files.readString(Path.of("..", "docs", "guide.md"));
    String section = guide.substring(guide.indexOf("## Weaving at build time"));
    int from = section.indexOf("```java\n") + 8;
    Path source = directory.resolve("Reports.java");
    Files.writeString(
        source, "package com.acme;\n" + section.substring(from, section.indexOf("```\n", from)));
    Sources.compileForWeaving(source, OURS, classes);
    weave();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      assertThat(loader.loadClass("com.acme.Reports").isAnnotationPresent(Woven.class)).isTrue();
    }
  }

  private static String text(String... lines) {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private void weave() throws Exception {
    Class<?> plugin = Class.forName("io.zkwire.agent.build.ZkWirePlugin");
    List<Plugin.Factory> factories =
        List.of(new Plugin.Factory.UsingReflection(plugin.asSubclass(Plugin.class)));
    new Plugin.Engine.Default()
        .with(ClassFileLocator.ForClassLoader.of(getClass().getClassLoader()))
        .apply(classes.toFile(), classes.toFile(), factories);
  }
}
