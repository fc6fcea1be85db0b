package io.zkwire.console.cli;

import io.zkwire.Acknowledgement;
import io.zkwire.console.model.Actions;
import io.zkwire.console.model.AuditLog;
import io.zkwire.console.model.Doctor;
import io.zkwire.console.model.Model;
import io.zkwire.console.model.Orders;
import io.zkwire.console.model.Tasks;
import io.zkwire.console.model.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Progress, commands, the raw tree, the doctor, the audit, and completion. */
final class OtherCommands {

  private OtherCommands() {}

  /** {@code zkw progress}. */
  @Command(name = "progress", description = "Lists tasks and their workers.")
  static final class Progress extends Base {
    @Parameters(arity = "0..1", paramLabel = "TASK")
    @Nullable String task;

    @Option(names = "--follow", description = "Go on until no worker runs.")
    boolean follow;

    @Override
    boolean follows() {
      return follow;
    }

    @Override
    int run(Model model, Out out) throws InterruptedException {
      CountDownLatch never = new CountDownLatch(1);
      List<Tasks.Task> tasks = show(model, out);
      while (follow
          && tasks.stream().anyMatch(each -> each.running() > 0)
          && !never.await(1, TimeUnit.SECONDS)) {
        tasks = show(model, out);
      }
      return task != null && tasks.isEmpty() ? Exits.NO : Exits.OK;
    }

    private List<Tasks.Task> show(Model model, Out out) {
      List<Tasks.Task> tasks =
          model.tasks().stream().filter(each -> task == null || each.task().equals(task)).toList();
      if (out.json()) {
        if (follow) {
          out.event(tasks);
        } else {
          out.value(tasks);
        }
        return tasks;
      }
      List<List<String>> rows = new ArrayList<>();
      for (Tasks.Task each : tasks) {
        for (Tasks.Row row : each.workers()) {
          rows.add(
              List.of(
                  row.task(),
                  row.worker(),
                  row.state(),
                  row.done() + (row.total() > 0 ? "/" + row.total() : ""),
                  row.total() > 0 ? 100 * row.done() / row.total() + " %" : "-",
                  Math.round(row.rate()) + "/s",
                  row.secondsLeft() < 0 ? "-" : row.secondsLeft() + " s",
                  orDash(row.message())));
        }
      }
      out.table(List.of("TASK", "WORKER", "STATE", "DONE", "", "RATE", "LEFT", "MESSAGE"), rows);
      return tasks;
    }
  }

  /** {@code zkw command}. */
  @Command(
      name = "command",
      description = "Lists and sends commands.",
      subcommands = {Send.class, Known.class})
  static final class Commands extends Base {
    @Override
    int run(Model model, Out out) {
      var sent = model.orders().sent("");
      if (out.json()) {
        out.value(sent);
      } else {
        List<List<String>> rows = new ArrayList<>();
        sent.forEach(
            each ->
                rows.add(
                    List.of(
                        each.channel(),
                        each.command(),
                        each.sent().toString(),
                        each.done() + "/" + each.expected(),
                        each.failed() + "")));
        out.table(List.of("CHANNEL", "COMMAND", "SENT", "DONE", "FAILED"), rows);
      }
      return Exits.OK;
    }
  }

  /** {@code zkw command known}. */
  @Command(name = "known", description = "Lists the commands that members carry out.")
  static final class Known extends Base {
    @Override
    int run(Model model, Out out) {
      var known = model.orders().known();
      if (out.json()) {
        out.value(known);
      } else {
        List<List<String>> rows = new ArrayList<>();
        known.forEach(
            each ->
                rows.add(
                    List.of(
                        each.channel(),
                        each.command(),
                        String.join(", ", each.parameters()),
                        orDash(each.doc()))));
        out.table(List.of("CHANNEL", "COMMAND", "TAKES", "WHAT"), rows);
      }
      return Exits.OK;
    }
  }

  /** {@code zkw command send}. */
  @Command(name = "send", description = "Sends a command to members, or to a leader.")
  static final class Send extends Base {
    @Parameters(index = "0", paramLabel = "CHANNEL")
    String channel = "";

    @Parameters(index = "1", paramLabel = "COMMAND")
    String command = "";

    @Parameters(index = "2", arity = "0..*", paramLabel = "ARGUMENT")
    List<String> arguments = new ArrayList<>();

    @Option(names = "--to", paramLabel = "ID", description = "This member; may be repeated.")
    List<String> to = new ArrayList<>();

    @Option(names = "--leader", paramLabel = "ROLE", defaultValue = "")
    String leader = "";

    @Option(names = "--within", paramLabel = "SECONDS", defaultValue = "30")
    int within = 30;

    @Option(names = "--wait", description = "Wait until each addressee has come to an end.")
    boolean wait;

    @Override
    int run(Model model, Out out) {
      Orders.Order order =
          new Orders.Order(channel, command, arguments, to, leader, Duration.ofSeconds(within));
      try (Actions.Sending sending = model.actions().send(actor(), order)) {
        if (!wait) {
          if (out.json()) {
            out.value(Map.of("id", sending.sent().id(), "to", sending.sent().addressees()));
          } else {
            out.line(sending.sent().id() + " is sent");
          }
          return Exits.OK;
        }
        Map<String, Acknowledgement> answers = sending.sent().await();
        print(out, sending.sent().id(), answers);
        boolean all =
            !answers.isEmpty()
                && answers.values().stream()
                    .allMatch(each -> each.state() == Acknowledgement.State.DONE);
        return all ? Exits.OK : Exits.NO;
      }
    }

    private static void print(Out out, String id, Map<String, Acknowledgement> answers) {
      List<Map<String, Object>> list = new ArrayList<>();
      List<List<String>> rows = new ArrayList<>();
      answers.forEach(
          (member, answer) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("member", member);
            one.put("state", answer.state().name());
            one.put("result", answer.json());
            one.put("error", answer.error());
            list.add(one);
            rows.add(
                List.of(
                    member, answer.state().name(), orDash(answer.json()), orDash(answer.error())));
          });
      if (out.json()) {
        out.value(Map.of("id", id, "answers", list));
      } else {
        out.table(List.of("MEMBER", "STATE", "RESULT", "ERROR"), rows);
      }
    }
  }

  /** {@code zkw tree}. */
  @Command(name = "tree", description = "Shows a raw node and its children.")
  static final class RawTree extends Base {
    @Parameters(arity = "0..1", paramLabel = "PATH", defaultValue = "/")
    String path = "/";

    @Option(names = "--offset", defaultValue = "0", description = "Begin with this child.")
    int offset;

    @Override
    int run(Model model, Out out) {
      Tree.Node node = model.node(path, offset, 500);
      if (out.json()) {
        out.value(node);
        return Exits.OK;
      }
      out.line(
          node.path()
              + "  "
              + node.bytes()
              + " bytes, version "
              + node.version()
              + (node.secret() ? ", secret" : node.binary() ? ", no text" : ""));
      if (node.text() != null && !node.text().isEmpty()) {
        node.text().lines().forEach(line -> out.line("  " + line));
      }
      node.children()
          .rows()
          .forEach(
              child ->
                  out.line(
                      "- "
                          + child.name()
                          + (child.ephemeral() ? " (ephemeral)" : "")
                          + (child.children() > 0 ? " +" + child.children() : "")));
      if (node.children().offset() + node.children().rows().size() < node.children().total()) {
        out.line("… " + node.children().total() + " in all; see --offset");
      }
      return Exits.OK;
    }
  }

  /** {@code zkw doctor}. */
  @Command(
      name = "doctor",
      description = "Looks for what will hurt: access lists, sizes, versions, clocks, problems.",
      exitCodeList = {"0:nothing worse than a note", "1:there is a warning or an error"})
  static final class Health extends Base {
    @Override
    int run(Model model, Out out) {
      List<Doctor.Finding> findings = model.doctor();
      if (out.json()) {
        out.value(findings);
      } else {
        findings.forEach(
            each ->
                out.line(
                    String.format("%-8s %-9s %s", each.level(), each.check(), each.message())));
      }
      return findings.stream()
              .allMatch(each -> each.level().equals("OK") || each.level().equals("NOTE"))
          ? Exits.OK
          : Exits.NO;
    }
  }

  /** {@code zkw audit}. */
  @Command(name = "audit", description = "Lists what operators did, the youngest first.")
  static final class Audit extends Base {
    @Option(names = "--limit", defaultValue = "50", description = "How many: ${DEFAULT-VALUE}.")
    int limit = 50;

    @Override
    int run(Model model, Out out) {
      List<AuditLog.Row> rows = model.audit().stream().limit(limit).toList();
      if (out.json()) {
        out.value(rows);
      } else {
        List<List<String>> table = new ArrayList<>();
        rows.forEach(
            each ->
                table.add(
                    List.of(each.at(), each.who(), each.from(), each.action(), each.target())));
        out.table(List.of("WHEN", "WHO", "FROM", "ACTION", "TARGET"), table);
      }
      return Exits.OK;
    }
  }

  /** {@code zkw completion}. */
  @Command(
      name = "completion",
      description = "Prints a completion script for bash and zsh: source <(zkw completion).")
  static final class Completion implements Runnable {
    @Spec @Nullable CommandSpec spec;

    @Override
    public void run() {
      CommandLine root = java.util.Objects.requireNonNull(spec).root().commandLine();
      root.getOut().print(AutoComplete.bash("zkw", root));
      root.getOut().flush();
    }
  }
}
