package io.zkwire.tests.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One row with the subjects that go through it side by side. */
final class Session {
  private static final int FAILED_IN_A_ROW = 3;

  private final Options options;
  private final Laboratory laboratory;
  private final Row row;
  private final Map<Group, List<Trial>> trials = new LinkedHashMap<>();

  Session(Options options, Laboratory laboratory, Row row) {
    this.options = options;
    this.laboratory = laboratory;
    this.row = row;
  }

  /** Runs all rounds. */
  List<Result> run(List<Kind> kinds) throws Exception {
    long begun = System.nanoTime();
    for (Kind kind : kinds) {
      Group group = group(kind);
      trials.put(group, new ArrayList<>());
      group.observer().put(group.target());
    }
    if (row instanceof GroupRow groupRow) {
      run(groupRow);
    } else if (row instanceof EnsembleRow ensembleRow) {
      run(ensembleRow);
    }
    for (Group group : trials.keySet()) {
      end(group);
    }
    long took = System.nanoTime() - begun;
    List<Result> results = new ArrayList<>();
    for (Map.Entry<Group, List<Trial>> each : trials.entrySet()) {
      results.add(
          row instanceof IdRow ids
              ? new IdJudge(ids, each.getKey(), each.getValue()).result(options.seed(), took)
              : new Judge(row, each.getKey(), each.getValue()).result(options.seed(), took));
    }
    return results;
  }

  private Group group(Kind kind) throws Exception {
    String name = row.name() + "-" + kind.text;
    Path logs = laboratory.home().resolve(name);
    Files.createDirectories(logs);
    try (var old = Files.list(logs)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    String chroot = "/" + name + "-" + options.seed();
    return new Group(
        kind,
        row.setting(chroot),
        laboratory.workers(kind.isLock(), row.movesClocks()),
        laboratory.observer(),
        logs);
  }

  private int rounds(Group group) {
    return options.rounds(row, group.kind());
  }

  private Trial trial(Group group, int number) {
    long seed = options.seed() * 1_000_003 + 31L * row.name().hashCode() + number;
    Trial trial = new Trial(number, new Random(seed));
    trials.get(group).add(trial);
    return trial;
  }

  private void run(GroupRow groupRow) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(trials.size());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Group group : trials.keySet()) {
        running.add(threads.submit(() -> rounds(groupRow, group)));
      }
      for (Future<?> future : running) {
        future.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void rounds(GroupRow groupRow, Group group) {
    boolean prepared = false;
    int failedInARow = 0;
    for (int i = 0; i < rounds(group) && failedInARow < FAILED_IN_A_ROW; i++) {
      Trial trial = trial(group, i);
      try {
        if (!prepared) {
          groupRow.prepare(laboratory.ensemble(), group);
          prepared = true;
        }
        groupRow.round(group, trial);
        failedInARow = 0;
      } catch (RoundFailure e) {
        trial.check(false, e.getMessage());
        failedInARow++;
        group.restore();
        prepared = false;
      }
      trial.end();
    }
  }

  private void run(EnsembleRow ensembleRow) {
    boolean prepared = false;
    int failedInARow = 0;
    int most = trials.keySet().stream().mapToInt(this::rounds).max().orElse(0);
    for (int i = 0; i < most && failedInARow < FAILED_IN_A_ROW; i++) {
      int number = i;
      List<EnsembleRow.Bout> bouts =
          trials.keySet().stream()
              .map(group -> new EnsembleRow.Bout(group, trial(group, number)))
              .toList();
      try {
        if (!prepared) {
          trials.keySet().forEach(g -> ensembleRow.prepare(laboratory.ensemble(), g));
          prepared = true;
        }
        ensembleRow.round(laboratory.ensemble(), bouts);
        failedInARow = 0;
      } catch (RoundFailure e) {
        bouts.forEach(b -> b.trial().check(false, e.getMessage()));
        failedInARow++;
        laboratory.ensemble().restore();
        trials.keySet().forEach(Group::restore);
        prepared = false;
      }
      bouts.forEach(b -> b.trial().end());
    }
  }

  private static void end(Group group) {
    try {
      group.closeAll();
    } catch (RoundFailure e) {
      group.restore(); // its log says why it did not close
    }
  }
}
