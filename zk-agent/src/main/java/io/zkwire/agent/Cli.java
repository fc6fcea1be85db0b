package io.zkwire.agent;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.zip.ZipFile;

/**
 * The agent's command line, {@code java -jar zk-agent.jar}. It exits with 0 where all was done, 1
 * where a part was, 2 where nothing was, 64 where the command line is wrong.
 */
public final class Cli {

  private static final String USAGE =
      """
      usage: java -jar zk-agent.jar
        list                                 the JVMs of this machine that can be reached
        attach <pid> zkwire.yaml             applies a mapping to a running JVM, or reads it anew
        status <pid>                         what became of each line of the mapping
        detach <pid>                         takes everything back
        check zkwire.yaml app.jar|classes/   the same as attach would say, without running anything
        init <class> [app.jar|classes/]      writes a first mapping for a class
      """;

  private final PrintStream out;
  private final PrintStream err;

  Cli(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs a command.
   *
   * @param arguments the command and its operands
   */
  public static void main(String[] arguments) {
    System.exit(new Cli(System.out, System.err).run(arguments));
  }

  /** Runs a command and gives its exit code. */
  int run(String... arguments) {
    List<String> words = Arrays.asList(arguments);
    String command = words.isEmpty() ? "" : words.get(0);
    List<String> operands = words.isEmpty() ? words : words.subList(1, words.size());
    try {
      return switch (command + " " + operands.size()) {
        case "list 0" -> Jvms.list(out);
        case "attach 2" -> attach(operands.get(0), Path.of(operands.get(1)).toAbsolutePath());
        case "status 1" -> print(Jvms.order(operands.get(0), "status", jar()));
        case "detach 1" -> print(Jvms.order(operands.get(0), "detach", jar()));
        case "check 2", "init 1", "init 2" -> offline(command, operands);
        default -> usage();
      };
    } catch (Unreachable e) {
      err.println(e.getMessage());
      return 2;
    } catch (NoClassDefFoundError e) {
      err.println(
          "[ZK-AGENT-05] this Java has no module jdk.attach. Run the command with a JDK, or use"
              + " -javaagent.");
      return 2;
    } catch (IOException | ReflectiveOperationException | URISyntaxException e) {
      err.println("[ZK-AGENT-05] the command could not be done: " + e + ".");
      return 2;
    }
  }

  private int usage() {
    err.print(USAGE);
    return 64;
  }

  private int attach(String pid, Path mapping) throws IOException, Unreachable, URISyntaxException {
    int code = print(Jvms.load(pid, mapping.toString(), jar()));
    if (code != 2) {
      out.println("to make it permanent, start the application with");
      out.println("  -javaagent:" + jar() + "=" + mapping);
    }
    return code;
  }

  private int print(Answer answer) {
    (answer.code() == 2 ? err : out).println(String.join(System.lineSeparator(), answer.lines()));
    return answer.code();
  }

  @SuppressWarnings("unchecked") // the class is written as that function
  private int offline(String command, List<String> operands)
      throws IOException, ReflectiveOperationException, URISyntaxException {
    try (IsolatedLoader loader =
        IsolatedLoader.of(new ZipFile(jar()), Cli.class.getProtectionDomain())) {
      BiFunction<String, List<String>, String> offline =
          (BiFunction<String, List<String>, String>)
              loader
                  .loadClass("io.zkwire.agent.core.Offline")
                  .getDeclaredConstructor()
                  .newInstance();
      return print(Answer.parse(offline.apply(command, operands)));
    }
  }

  private static File jar() throws URISyntaxException {
    return new File(Cli.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
