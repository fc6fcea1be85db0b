package io.zkwire.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.TestInfo;

/**
 * Compares what was generated with a file of the test method's name. {@code
 * -Dzkwire.goldens=update} writes the files instead, and fails, so that it cannot be left on.
 */
final class Golden {

  private static final Path FOLDER = Path.of("src", "test", "resources", "goldens");

  private Golden() {}

  static void check(TestInfo test, Compilation compilation) throws IOException {
    check(test, Compilations.generated(compilation));
  }

  static void check(TestInfo test, Map<String, String> files) throws IOException {
    Path golden = FOLDER.resolve(test.getTestMethod().orElseThrow().getName() + ".txt");
    String actual =
        files.entrySet().stream()
            .map(file -> "==== " + file.getKey() + "\n" + file.getValue())
            .collect(Collectors.joining());
    if ("update".equals(System.getProperty("zkwire.goldens"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(golden, actual);
      fail("Wrote %s. Look at it, then run without -Dzkwire.goldens.", golden);
    }
    assertThat(golden).as("run once with -Dzkwire.goldens=update").exists();
    assertThat(actual).isEqualTo(Files.readString(golden));
  }
}
