package io.zkwire.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.zkwire.agent.IsolatedLoader;
import java.io.File;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The agent as it is handed out: one jar. */
class AgentJarTest {

  private static final long LARGEST = 13_500_000;

  private static File jar() throws Exception {
    return new File(
        IsolatedLoader.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void itIsAnAgentForEveryWayInAndACommandLine() throws Exception {
    try (JarFile jar = new JarFile(jar())) {
      Attributes main = jar.getManifest().getMainAttributes();
      assertThat(main.getValue("Premain-Class")).isEqualTo("io.zkwire.agent.AgentMain");
      assertThat(main.getValue("Agent-Class")).isEqualTo("io.zkwire.agent.AgentMain");
      assertThat(main.getValue("Main-Class")).isEqualTo("io.zkwire.agent.Cli");
      assertThat(main.getValue("Can-Retransform-Classes")).isEqualTo("true");
    }
    assertThat(jar().length()).isLessThanOrEqualTo(LARGEST);
  }

  /** What an application can see of the agent is the agent's own front. */
  @Test
  void anApplicationSeesNothingOfTheLibrariesInIt() throws Exception {
    try (JarFile jar = new JarFile(jar())) {
      List<String> names = jar.stream().map(ZipEntry::getName).toList();
      assertThat(names)
          .filteredOn(name -> name.endsWith(".class"))
          .allMatch(name -> name.startsWith("io/zkwire/agent/"))
          .noneMatch(name -> name.startsWith("io/zkwire/agent/core/"));
      assertThat(names).filteredOn(name -> name.startsWith("META-INF/services/")).isEmpty();
      assertThat(names)
          .contains("META-INF/LICENSE", "META-INF/NOTICE", "inst/META-INF/licenses/ASM");
      assertThat(names).noneMatch(name -> name.startsWith("inst/") && name.endsWith(".class"));
      assertThat(names).anyMatch(name -> name.endsWith("ClientCnxnSocketNIO.classdata"));
    }
  }
}
