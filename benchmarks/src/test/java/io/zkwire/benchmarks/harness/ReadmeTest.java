package io.zkwire.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.zkwire.benchmarks.BoardOfAllRows;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures that are shown are those that were measured. */
class ReadmeTest {

  private static final String MEND =
      "run: java -jar benchmarks/target/benchmarks.jar scoreboard --report"
          + " --json benchmarks/figures.json --readme README.md --plots docs/images";

  @TempDir Path directory;

  @Test
  void theReadmeShowsTheFiguresOfTheFile() throws Exception {
    Path root = Path.of("..").toAbsolutePath().normalize();
    Path readme = directory.resolve("README.md");
    Path plots = directory.resolve("docs").resolve("images");
    Files.copy(root.resolve("README.md"), readme);
    int status =
        new BoardOfAllRows()
            .run(
                "--report",
                "--json",
                root.resolve("benchmarks/figures.json").toString(),
                "--readme",
                readme.toString(),
                "--plots",
                plots.toString());
    assertThat(status).isZero();
    assertThat(root.resolve("README.md")).as(MEND).hasSameTextualContentAs(readme);
    try (var files = Files.list(plots)) {
      for (Path plot : files.toList()) {
        assertThat(root.resolve("docs/images").resolve(plot.getFileName().toString()))
            .as(MEND)
            .hasSameTextualContentAs(plot);
      }
    }
  }
}
