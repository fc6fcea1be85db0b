package io.zkwire.console.cli;

import java.util.Objects;
import java.util.regex.Pattern;
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

  /**
   * What picocli sets in zsh so that an alias is completed by its own name. It holds for the whole
   * shell, and no other alias would be completed as what it stands for; {@code zkw} is a function.
   */
  private static final Pattern SHELL_WIDE =
      Pattern.compile("(?m)^ *(# Make alias .*|setopt COMPLETE_ALIASES|alias compopt=.*)\\R");

  @Spec @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandLine root = Objects.requireNonNull(spec).root().commandLine();
    root.getOut().print(SHELL_WIDE.matcher(AutoComplete.bash("zkw", root)).replaceAll(""));
    root.getOut().flush();
  }
}
