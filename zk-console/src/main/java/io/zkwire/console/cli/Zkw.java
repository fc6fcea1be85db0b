package io.zkwire.console.cli;

import io.zkwire.console.model.Told;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/**
 * The command line {@code zkw}, and the server: {@code java -jar zk-console.jar}. Without a command
 * it serves the web console.
 */
@Command(
    name = "zkw",
    description = "Operates applications that use zkwire.",
    mixinStandardHelpOptions = true,
    versionProvider = Zkw.Version.class,
    subcommands = {
      ServeCommands.Serve.class,
      ServeCommands.AccountCommands.class,
      ConfigCommands.class,
      GroupCommands.Leaders.class,
      GroupCommands.Members.class,
      GroupCommands.Drain.class,
      GroupCommands.Online.class,
      ServiceCommands.Endpoints.class,
      ServiceCommands.IdTypes.class,
      GroupCommands.Locks.class,
      ServiceCommands.QueueList.class,
      ProgressCommand.class,
      CommandCommands.Commands.class,
      LookCommands.RawTree.class,
      LookCommands.Health.class,
      LookCommands.Audit.class,
      CompletionCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the answer is no: not there, failed, or not well",
      "2:the command line is wrong",
      "3:refused, nothing was changed",
      "4:somebody else has changed it meanwhile, nothing was changed",
      "5:ZooKeeper does not answer",
      "6:nobody knows whether it was done",
      "70:a defect of this program"
    })
public final class Zkw {

  private Zkw() {}

  /** The version of the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Zkw.class.getPackage().getImplementationVersion();
      return new String[] {"zkw " + (version == null ? "(development)" : version)};
    }
  }

  /**
   * Runs a command and ends the JVM with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    if (System.getProperty("org.slf4j.simpleLogger.defaultLogLevel") == null) {
      System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
      if (!serving(args)[0].equals("serve")) {
        // What these say of a connection, a command says by its own message and exit code.
        System.setProperty("org.slf4j.simpleLogger.log.org.apache.zookeeper", "error");
        System.setProperty("org.slf4j.simpleLogger.log.org.apache.curator", "off");
      }
    }
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, args));
  }

  /**
   * Runs a command.
   *
   * @param out where answers are printed
   * @param err where messages are printed
   * @param args the command line
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = commandLine();
    line.setOut(out);
    line.setErr(err);
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, json(parsed), err));
    int code = line.execute(serving(args));
    out.flush();
    return code;
  }

  /** All commands that there are. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Zkw());
    for (CommandLine each : line.getSubcommands().values()) {
      help(each);
    }
    return line.setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Whether the command that was given shall print JSON. */
  private static boolean json(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    return last.hasMatchedOption("--json");
  }

  /** Options without a command are those of the server. */
  private static String[] serving(String[] args) {
    List<String> own = List.of("-h", "--help", "-V", "--version");
    if (args.length > 0 && (!args[0].startsWith("-") || own.contains(args[0]))) {
      return args;
    }
    return Stream.concat(Stream.of("serve"), Arrays.stream(args)).toArray(String[]::new);
  }

  private static void help(CommandLine line) {
    line.getCommandSpec().mixinStandardHelpOptions(true);
    line.getSubcommands().values().forEach(Zkw::help);
  }

  private static int failed(Exception e, boolean json, PrintWriter err) {
    int code = Exits.of(e);
    if (json) {
      Map<String, Object> told = Told.of(e);
      if (code == Exits.DEFECT) {
        told.put("message", "zkw has a defect: " + e);
      }
      told.put("exit", code);
      new Out(err, true).value(told);
    } else if (code == Exits.DEFECT) {
      err.println("zkw has a defect: " + e);
      e.printStackTrace(err);
    } else {
      err.println(Out.plain(String.valueOf(e.getMessage())));
    }
    err.flush();
    return code;
  }
}
