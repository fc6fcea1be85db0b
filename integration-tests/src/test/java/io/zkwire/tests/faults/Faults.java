package io.zkwire.tests.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The harness: runs rows against a real ensemble and judges what the workers' logs say. */
final class Faults {
  private static final List<Row> ROWS =
      List.of(
          new Kill9(),
          new SigStop(),
          new Minority(),
          new LateArriver(),
          new Partition(),
          new QuorumLoss(),
          new RollingRestart(),
          new SessionExpiry(),
          new ClockJump(),
          new Wiped(),
          new OwnNodeDeleted(),
          new RootDeleted(),
          new CloseWhileRunning(),
          new ProgressRow(),
          new CommandsRow(),
          new MembersRow(),
          new ShardsRow(),
          new ReconnectStorm(),
          new IdKill9(),
          new IdClock(),
          new EndpointLists(),
          new QueueKill9(),
          new BarrierRow(),
          new NemesisRow());

  private Faults() {}

  public static void main(String[] args) throws Exception {
    List<String> names = ROWS.stream().map(Row::name).toList();
    Options options;
    try {
      options = Options.parse(args, names);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(Options.usage(names));
      System.exit(2);
      return;
    }
    System.exit(run(options) ? 0 : 1);
  }

  private static boolean run(Options options) throws Exception {
    Path home = options.home().toAbsolutePath();
    Files.createDirectories(home);
    Machine machine = Machine.of(options.prefix());
    System.out.println("seed " + options.seed() + ", files in " + home);
    Report report = new Report(home.resolve("results.jsonl"), options.resume(), System.out);
    List<String> leftOut = new ArrayList<>();
    try (Laboratory laboratory = new Laboratory(options, machine, home)) {
      Runtime.getRuntime().addShutdownHook(new Thread(laboratory::abandon, "end"));
      for (Row row : ROWS) {
        Optional<String> why = row.leftOut(machine);
        if (!options.wants(row)) {
          continue;
        }
        if (why.isPresent()) {
          leftOut.add("left out: " + row.name() + ": " + why.get());
          continue;
        }
        run(options, laboratory, row, report);
      }
    }
    report.table();
    leftOut.forEach(System.out::println);
    options.json().ifPresent(report::json);
    return report.isAsExpected() && (options.rows().isEmpty() || leftOut.isEmpty());
  }

  private static void run(Options options, Laboratory laboratory, Row row, Report report)
      throws Exception {
    if (row instanceof ClientRow clients) {
      if (options.ours() && !report.has(row, ClientRow.SUBJECT, clients.rounds(options))) {
        report.add(clients.run(options, laboratory));
      }
      return;
    }
    if (row instanceof SoloRow solo) {
      int rounds = Math.min(row.rounds(), options.rounds().orElse(row.rounds()));
      if (options.ours() && !report.has(row, solo.subject(), rounds)) {
        report.add(new SoloSession(options, laboratory, solo).run(rounds));
      }
      return;
    }
    for (boolean ours : List.of(true, false)) {
      List<Kind> kinds =
          row.kinds().stream()
              .filter(k -> k.ours == ours && (ours ? options.ours() : options.stock()))
              .filter(k -> !report.has(row, k.text, options.rounds(row, k)))
              .toList();
      if (row instanceof OwnRow own) {
        for (Kind kind : kinds) {
          report.add(own.run(kind, options, laboratory));
        }
      } else if (!kinds.isEmpty()) {
        new Session(options, laboratory, row).run(kinds).forEach(report::add);
      }
    }
  }
}
