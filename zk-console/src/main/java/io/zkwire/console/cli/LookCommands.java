package io.zkwire.console.cli;

import io.zkwire.console.model.AuditLog;
import io.zkwire.console.model.Doctor;
import io.zkwire.console.model.Model;
import io.zkwire.console.model.Tree;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at what there is: {@code zkw tree}, {@code doctor} and {@code audit}. */
final class LookCommands {

  private LookCommands() {}

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
      out.answer(node, () -> print(node, out));
      return Exits.OK;
    }

    private static void print(Tree.Node node, Out out) {
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
    }
  }

  /** {@code zkw doctor}. */
  @Command(
      name = "doctor",
      description =
          "Looks for what will hurt: access lists, watches, sizes, versions, clocks, problems.",
      exitCodeList = {"0:nothing worse than a note", "1:there is a warning or an error"})
  static final class Health extends Base {
    @Override
    int run(Model model, Out out) {
      List<Doctor.Finding> findings = model.doctor();
      out.answer(findings, () -> findings.forEach(each -> out.line(line(each))));
      return findings.stream()
              .allMatch(each -> each.level().equals("OK") || each.level().equals("NOTE"))
          ? Exits.OK
          : Exits.NO;
    }

    private static String line(Doctor.Finding each) {
      return String.format("%-8s %-9s %s", each.level(), each.check(), each.message());
    }
  }

  /** {@code zkw audit}. */
  @Command(name = "audit", description = "Lists what operators did, the youngest first.")
  static final class Audit extends Base {
    private static final Columns<AuditLog.Row> COLUMNS =
        Columns.first("WHEN", AuditLog.Row::at)
            .and("WHO", AuditLog.Row::who)
            .and("FROM", AuditLog.Row::from)
            .and("ACTION", AuditLog.Row::action)
            .and("TARGET", AuditLog.Row::target);

    @Option(names = "--limit", defaultValue = "50", description = "How many: ${DEFAULT-VALUE}.")
    int limit = 50;

    @Override
    int run(Model model, Out out) {
      out.list(model.audit().stream().limit(limit).toList(), COLUMNS);
      return Exits.OK;
    }
  }
}
