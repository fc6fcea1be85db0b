package io.zkwire.agent.core;

import io.zkwire.agent.mapping.Mapping;
import io.zkwire.agent.mapping.MappingException;
import io.zkwire.agent.mapping.MappingFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** What the command line does without a JVM to reach: {@code check} and {@code init}. */
public final class Offline implements BiFunction<String, List<String>, String> {

  /** For the command line. */
  public Offline() {}

  /**
   * Runs a command.
   *
   * @param command {@code check} or {@code init}
   * @param operands its operands
   * @return an outcome, as text
   */
  @Override
  public String apply(String command, List<String> operands) {
    try {
      Outcome outcome =
          command.equals("check")
              ? check(Path.of(operands.get(0)), Path.of(operands.get(1)))
              : Outcome.done(
                  FirstMapping.of(
                      operands.get(0), operands.size() < 2 ? null : Path.of(operands.get(1))));
      return outcome.text();
    } catch (MappingException e) {
      return Outcome.refused(e.problems()).text();
    } catch (IOException | IllegalArgumentException e) {
      return Outcome.failed("[ZK-AGENT-04] " + command + " failed: " + e.getMessage() + ".").text();
    }
  }

  private static Outcome check(Path file, Path application) throws IOException {
    Mapping mapping = MappingFile.read(file.toAbsolutePath());
    List<String> lines = new ArrayList<>();
    boolean clean;
    try (ClassFiles classes = ClassFiles.open(application)) {
      clean = new Check(classes, lines).run(mapping);
    }
    return new Outcome(clean ? 0 : 1, lines);
  }
}
