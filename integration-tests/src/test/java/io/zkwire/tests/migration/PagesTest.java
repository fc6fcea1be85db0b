package io.zkwire.tests.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages about migrations show is what tests run. */
class PagesTest {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```");
  private static final Path HERE = Path.of("src/test/java/io/zkwire/tests/migration");
  private static final Path SPRING =
      Path.of("../zk-spring-boot-starter/src/test/java/io/zkwire/spring/migration");

  @ParameterizedTest
  @ValueSource(strings = {"curator", "shedlock", "spring-cloud-zookeeper"})
  void showsCodeThatIsTested(String from) throws IOException {
    String page = Files.readString(Path.of("..", "docs", "migrate-from-" + from + ".md"));
    String tested = dense(sources(HERE) + sources(SPRING));
    List<MatchResult> blocks = BLOCK.matcher(page).results().toList();
    assertThat(blocks).hasSizeGreaterThan(1);
    for (MatchResult block : blocks) {
      for (String piece : block.group(1).split("\\n\\s*\\n")) {
        assertThat(tested.contains(dense(piece))).as(piece).isTrue();
      }
    }
  }

  private static String sources(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  /** Without what a page leaves out, and however lines are broken. */
  private static String dense(String code) {
    return code.replace("@Override", "").replaceAll("\\s+", "");
  }
}
