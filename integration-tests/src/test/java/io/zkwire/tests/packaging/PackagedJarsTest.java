package io.zkwire.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.zkwire.Live;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import java.io.File;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/**
 * What users get: jars with a module name and a licence. All tests of this module run from them.
 */
class PackagedJarsTest {

  private static final Map<Class<?>, String> MODULES =
      Map.of(
          Live.class, "io.zkwire.annotations",
          ZkWire.class, "io.zkwire.runtime",
          ZkTest.class, "io.zkwire.junit");

  private static File jar(Class<?> type) {
    return new File(
        URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  @Test
  void theTestsRunFromPackagedJarsWithModuleNameAndLicence() throws Exception {
    for (Map.Entry<Class<?>, String> module : MODULES.entrySet()) {
      File file = jar(module.getKey());
      assertThat(file).isFile().hasExtension("jar");
      try (JarFile jar = new JarFile(file)) {
        assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
            .isEqualTo(module.getValue());
        assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
      }
    }
  }

  @Test
  void theProcessorIsIsolatingForGradleAndCarriesItsLibrariesUnderItsOwnName() throws Exception {
    Class<?> processor = Class.forName("io.zkwire.processor.ZkWireProcessor");
    try (JarFile jar = new JarFile(jar(processor))) {
      try (InputStream in =
          jar.getInputStream(jar.getEntry("META-INF/gradle/incremental.annotation.processors"))) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip())
            .isEqualTo("io.zkwire.processor.ZkWireProcessor,isolating");
      }
      List<String> foreign =
          jar.stream()
              .map(e -> e.getName())
              .filter(n -> n.endsWith(".class") && !n.startsWith("io/zkwire/processor/"))
              .filter(n -> !n.startsWith("META-INF/"))
              .toList();
      assertThat(foreign).isEmpty();
    }
  }
}
