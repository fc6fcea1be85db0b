package io.zkwire.benchmarks.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Measures a row in a JVM of its own, so that no row is faster or slower for what ran before it,
 * and each run compiles anew.
 */
public final class Fork implements Measurer {

  /** The command that the other JVM is given. */
  public static final String COMMAND = "measure";

  private static final long HOURS = 2;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Class<?> main;

  /**
   * Measures through a program.
   *
   * @param main its main class, which passes {@link #COMMAND} to {@link #child}
   */
  public Fork(Class<?> main) {
    this.main = main;
  }

  @Override
  public List<Line> measure(Row row, boolean quick) throws Exception {
    Path file = Files.createTempFile("zkwire", ".json");
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                  "-cp",
                  System.getProperty("java.class.path"),
                  main.getName(),
                  COMMAND,
                  row.id(),
                  quick ? "quick" : "full",
                  file.toString())
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try {
        if (!process.waitFor(HOURS, TimeUnit.HOURS)) {
          throw new IllegalStateException("not done in " + HOURS + " hours");
        }
      } finally {
        process.destroyForcibly();
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            "its JVM ended with " + process.exitValue() + ", see above");
      }
      List<Line> lines = new ArrayList<>();
      for (JsonNode line : MAPPER.readTree(Files.readAllBytes(file))) {
        lines.add(Line.of(line));
      }
      return lines;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /**
   * What the other JVM does.
   *
   * @param rows all rows
   * @param args the row, {@code quick} or {@code full}, and the file for its lines
   */
  public static void child(List<Row> rows, List<String> args) throws Exception {
    Parent.endWithIt();
    Row row = rows.stream().filter(each -> each.id().equals(args.get(0))).findFirst().orElseThrow();
    try (Lab lab = new Lab(args.get(1).equals("quick"))) {
      List<Line> lines = row.measure(lab);
      Files.write(
          Path.of(args.get(2)), MAPPER.writeValueAsBytes(lines.stream().map(Line::json).toList()));
    }
  }
}
