package io.zkwire.console.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Every command that there is: its JSON, its exit codes, and what the reference and a shell know of
 * it.
 */
class ZkwUsageTest extends AtTheCommandLine {

  /** These print a script, or go on until they are ended. */
  private static final List<String> NO_DOCUMENT = List.of("completion", "serve");

  private static final Path REFERENCE = Path.of("..", "docs", "reference.md");

  /** The commands that do something, with their subcommands, by the words that call them. */
  private static Map<String, CommandSpec> commands() {
    Map<String, CommandSpec> all = new LinkedHashMap<>();
    add("", Zkw.commandLine(), all);
    return all;
  }

  private static void add(String path, CommandLine line, Map<String, CommandSpec> all) {
    for (Map.Entry<String, CommandLine> each : line.getSubcommands().entrySet()) {
      String name = (path + " " + each.getKey()).strip();
      boolean groups = name.equals("config") || name.equals("account");
      if (!groups) {
        all.put(name, each.getValue().getCommandSpec());
      }
      add(name, each.getValue(), all);
    }
  }

  @Test
  @Tag("long")
  void everyCommandPrintsJson(@TempDir Path dir) throws Exception {
    zk.config().publish("json/key", "1");
    zk.config().publish("json/key", "2");
    zk.ids("json").nextLong();
    var queue = zk.queue("json", String.class);
    park(queue, "one", "two");
    Path file = dir.resolve("export.json");
    Files.writeString(file, "{\"zkwire\":1,\"keys\":{\"json/imported\":\"5\"}}");
    String parked = queue.parked().get(0).id();
    String other = queue.parked().get(1).id();
    Map<String, String> arguments = new TreeMap<>();
    arguments.put("config get", "json/key");
    arguments.put("config set", "json/set@4");
    arguments.put("config delete", "json/set");
    arguments.put("config watch", "json/key@--for@0@--changes@0");
    arguments.put("config history", "json/key");
    arguments.put("config diff", "json/key");
    arguments.put("config rollback", "json/key@" + revision("json/key"));
    arguments.put("config import", file.toString());
    arguments.put("leaders resign", "json-role");
    arguments.put("drain", "shops@shop-1");
    arguments.put("online", "shops@shop-1@--forget");
    arguments.put("endpoints add", "json@10.0.0.1:80");
    arguments.put("endpoints change", "json@10.0.0.1:80@10.0.0.2:80");
    arguments.put("endpoints remove", "json@10.0.0.2:80");
    arguments.put("queues parked", "json");
    arguments.put("queues retry", "json@" + parked);
    arguments.put("queues drop", "json@" + other);
    arguments.put("command send", "shops@greet@Ada@--wait");
    try (var role = zk.leadership("json-role")) {
      await().until(role::held);
      for (String command : commands().keySet()) {
        if (NO_DOCUMENT.contains(command) || command.startsWith("account")) {
          continue; // accounts are tried with the jar, where a password can be piped in
        }
        List<String> line = new ArrayList<>(List.of(command.split(" ")));
        String more = arguments.getOrDefault(command, "");
        line.addAll(more.isEmpty() ? List.of() : List.of(more.split("@")));
        line.add("--json");
        Result result = zkw(line.toArray(String[]::new));
        assertThat(result.err()).as(command).isEmpty();
        assertThat(result.code()).as(command).isIn(Exits.OK, Exits.NO);
        assertThat(result.json().isContainerNode()).as(command + ": " + result.out()).isTrue();
      }
    }
  }

  private static String revision(String key) throws Exception {
    return zkw("config", "history", key, "--json").json().get(1).path("version").asText();
  }

  @Test
  void everyCommandHasTheOptionAndSaysWhatItDoes() {
    commands()
        .forEach(
            (name, spec) -> {
              assertThat(spec.usageMessage().description()).as(name).isNotEmpty();
              if (!name.equals("completion")) {
                assertThat(spec.optionsMap()).as(name).containsKey("--json");
              }
            });
  }

  /** With {@code --json} programs need not read sentences to know why nothing was done. */
  @Test
  void tellsARefusalAsJson() throws Exception {
    zk.config().publish("told/key", "1");
    Result late = zkw("config", "set", "told/key", "2", "--expect", "1", "--json");
    assertThat(late.code()).isEqualTo(Exits.CONFLICT);
    assertThat(late.out()).isEmpty();
    JsonNode told = JSON.readTree(late.err());
    assertThat(told.path("code").asText()).isEqualTo("ZK-CONSOLE-21");
    assertThat(told.path("exit").asInt()).isEqualTo(Exits.CONFLICT);
    assertThat(told.path("theirs").path("text").asText()).isEqualTo("1");
    Result refused = zkw("config", "set", "shop/refresh", "soon", "--json");
    assertThat(JSON.readTree(refused.err()).path("code").asText()).isEqualTo("ZK-CONSOLE-22");
  }

  @Test
  void theReferenceAndTheHelpListEachExitCode() throws Exception {
    Map<Integer, String> codes = new TreeMap<>();
    for (Field field : Exits.class.getDeclaredFields()) {
      if (field.getType() == int.class) {
        codes.put(field.getInt(null), field.getName());
      }
    }
    assertThat(codes).hasSize(8);
    Map<String, String> help = Zkw.commandLine().getCommandSpec().usageMessage().exitCodeList();
    assertThat(help.keySet().stream().map(Integer::valueOf))
        .containsExactlyInAnyOrderElementsOf(codes.keySet());
    List<Integer> listed =
        Pattern.compile("(?m)^\\| (\\d+) \\|")
            .matcher(section())
            .results()
            .map((MatchResult row) -> Integer.valueOf(row.group(1)))
            .toList();
    assertThat(listed).containsExactlyInAnyOrderElementsOf(codes.keySet());
  }

  @Test
  void theReferenceNamesEachCommandAndOption() throws Exception {
    String section = section();
    commands()
        .forEach(
            (name, spec) -> {
              for (String word : name.split(" ")) {
                assertThat(section).as(name).contains(word);
              }
            });
    CommandSpec look = commands().get("members");
    look.optionsMap().keySet().stream()
        .filter(option -> !List.of("-h", "--help", "-V", "--version", "--search").contains(option))
        .forEach(option -> assertThat(section).contains(option));
    String console = between("\n## The console\n");
    commands().get("serve").options().stream()
        .filter(option -> look.findOption(option.longestName()) == null)
        .forEach(option -> assertThat(console).contains(option.longestName()));
  }

  private static String section() throws Exception {
    return between("\n## zkw\n");
  }

  private static String between(String heading) throws Exception {
    String all = Files.readString(REFERENCE);
    int from = all.indexOf(heading);
    return all.substring(from, all.indexOf("\n## ", from + 3));
  }

  /** The script as a shell runs it: what it offers behind what was typed. */
  @Test
  void completesInAShell(@TempDir Path dir) throws Exception {
    Path script = completion(dir);
    assertThat(offered(script, "zkw", "co")).contains("config", "command", "completion");
    assertThat(offered(script, "zkw", "config", "ro")).containsExactly("rollback");
    assertThat(offered(script, "zkw", "endpoints", "")).contains("add", "change", "remove");
    assertThat(offered(script, "zkw", "members", "--js")).containsExactly("--json");
  }

  /**
   * What stands in the line of a zsh after the tabulator. An alias is still completed as what it
   * stands for: the script that picocli writes ended that for the whole shell.
   */
  @Test
  @Tag("tools")
  void completesInZsh(@TempDir Path dir) throws Exception {
    completion(dir);
    Files.writeString(
        dir.resolve(".zshrc"),
        """
        autoload -U compinit; compinit -u
        zkw() { :; }
        alias rolled='zkw config'
        source "$HOME/zkw-completion"
        show() { print -r -- "<$BUFFER>"; BUFFER=; }
        zle -N show
        bindkey '^X' show
        print '<ready>'
        """);
    assertThat(
            typed(
                dir,
                "zkw config ro",
                "zkw members --js",
                "zkw account add a --role OP",
                "rolled ro"))
        .containsExactly(
            "zkw config rollback",
            "zkw members --json",
            "zkw account add a --role OPERATOR",
            "rolled rollback");
  }

  private static List<String> typed(Path home, String... lines) throws Exception {
    StringBuilder run =
        new StringBuilder("zmodload zsh/zpty; zpty z zsh -i; zpty -r z a '*<ready>*'\n");
    for (String line : lines) {
      run.append("zpty -w -n z $'" + line + "\\t\\x18'; zpty -r z a '*<*>*'; print -r -- $a\n");
    }
    ProcessBuilder zsh = new ProcessBuilder("zsh", "-f", "-c", run.toString());
    zsh.environment()
        .putAll(Map.of("HOME", home.toString(), "ZDOTDIR", home.toString(), "TERM", "dumb"));
    Process process = zsh.redirectErrorStream(true).start();
    String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(all).isZero();
    return Pattern.compile("<(.*?) *>").matcher(all).results().map(each -> each.group(1)).toList();
  }

  private static Path completion(Path dir) throws Exception {
    StringWriter out = new StringWriter();
    Zkw.run(new PrintWriter(out), new PrintWriter(new StringWriter()), "completion");
    Path script = dir.resolve("zkw-completion");
    Files.writeString(script, out.toString());
    return script;
  }

  private static List<String> offered(Path script, String... words) throws Exception {
    String typed = String.join(" ", Arrays.stream(words).map(word -> "'" + word + "'").toList());
    String run =
        "source "
            + script
            + "; COMP_WORDS=("
            + typed
            + "); COMP_CWORD="
            + (words.length - 1)
            + "; _complete_zkw; printf '%s\\n' \"${COMPREPLY[@]}\"";
    // A shell that completes nothing at this moment says so of compopt, on its standard error.
    Process bash =
        new ProcessBuilder("bash", "-c", run)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String all = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(all).isZero();
    return all.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
