package io.zkwire.console.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code zkw completion}. */
@Command(
    name = "completion",
    description = "Prints a completion script for bash and zsh: source <(zkw completion).")
final class CompletionCommand implements Runnable {
  @Spec @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandLine root = Objects.requireNonNull(spec).root().commandLine();
    root.getOut().print(AutoComplete.bash("zkw", root));
    root.getOut().flush();
  }
}
