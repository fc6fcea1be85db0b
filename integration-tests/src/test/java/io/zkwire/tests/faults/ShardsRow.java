package io.zkwire.tests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Four processes share twelve shards; in turns one of them is killed, frozen for two sessions, or
 * cut off for three. No two may work on one shard at a time; the others keep what they had and have
 * all soon; and whoever comes back has its share again.
 */
final class ShardsRow extends OwnRow {
  private static final int PROCESSES = 4;
  private static final int EACH = ShardWorkerMain.SHARDS / PROCESSES;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Beside T and D: a tick or two of the servers, and the time in which changes are collected. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  ShardsRow() {
    super("shards", 60);
  }

  @Override
  List<Kind> kinds() {
    return List.of(Kind.OURS_SHARDS);
  }

  @Override
  Result run(Kind kind, Options options, Laboratory laboratory) {
    long begun = System.nanoTime();
    int rounds = options.rounds(this, kind);
    Path directory = directory(laboratory, kind);
    String chroot = "/" + name() + "-" + options.seed();
    Random random = new Random(options.seed());
    List<String> wrong = new ArrayList<>();
    List<Long> millis = new ArrayList<>();
    try (Processes crew =
        new Processes(
            laboratory, directory, ShardWorkerMain.class, List.of(chroot, directory.toString()))) {
      for (int i = 0; i < PROCESSES; i++) {
        crew.start(i);
      }
      for (int i = 0; i < PROCESSES; i++) {
        crew.awaitReady(i);
      }
      for (int round = 0; round < rounds; round++) {
        awaitShares(crew);
        round(round, crew, random, wrong, millis);
      }
      awaitShares(crew);
    } catch (RoundFailure e) {
      wrong.add(e.getMessage());
    }
    Collections.sort(millis);
    List<String> notes = new ArrayList<>();
    judge(directory, wrong, notes);
    return result(kind, options, rounds, wrong, notes, millis, begun);
  }

  private static void round(
      int round, Processes crew, Random random, List<String> wrong, List<Long> millis) {
    int victim = random.nextInt(PROCESSES);
    List<Integer> others = IntStream.range(0, PROCESSES).filter(i -> i != victim).boxed().toList();
    List<Set<Integer>> before = others.stream().map(i -> share(crew, i)).toList();
    Poll.pass(Duration.ofMillis(random.nextInt(400)));
    long fault = System.nanoTime();
    switch (round % 3) {
      case 0 -> crew.kill(victim);
      case 1 -> crew.freeze(victim);
      default -> crew.site(victim).cut();
    }
    Duration bound = Setting.T.plus(Setting.D).plus(MARGIN);
    Poll.until(
        "the others have all",
        PATIENCE,
        () -> union(crew, others).size() == ShardWorkerMain.SHARDS);
    long took = System.nanoTime() - fault;
    millis.add(took / 1_000_000);
    if (took > bound.toNanos()) {
      wrong.add("round " + round + ": all were had again after " + took / 1_000_000 + " ms only");
    }
    for (int i = 0; i < others.size(); i++) {
      if (!share(crew, others.get(i)).containsAll(before.get(i))) {
        wrong.add("round " + round + ": process " + others.get(i) + " lost some for nothing");
      }
    }
    switch (round % 3) {
      case 0 -> {
        crew.start(victim);
        crew.awaitReady(victim);
      }
      case 1 -> {
        Poll.untilMoment(fault + Setting.T.multipliedBy(2).toNanos());
        crew.thaw(victim);
      }
      default -> {
        Poll.untilMoment(fault + Setting.T.multipliedBy(3).toNanos());
        crew.site(victim).heal();
      }
    }
  }

  private static void awaitShares(Processes crew) {
    List<Integer> all = IntStream.range(0, PROCESSES).boxed().toList();
    Poll.until(
        "each has its share",
        PATIENCE,
        () ->
            all.stream().allMatch(i -> share(crew, i).size() == EACH)
                && union(crew, all).size() == ShardWorkerMain.SHARDS);
  }

  private static Set<Integer> union(Processes crew, List<Integer> processes) {
    return processes.stream()
        .flatMap(i -> share(crew, i).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What a process has said last. */
  private static Set<Integer> share(Processes crew, int number) {
    String said = crew.last(number, "share").map(line -> line.substring(5).strip()).orElse("");
    return said.isEmpty()
        ? Set.of()
        : Arrays.stream(said.split(",")).map(Integer::valueOf).collect(Collectors.toSet());
  }

  /** Each shard by itself: no two processes at a time, and tokens rise. */
  private static void judge(Path directory, List<String> wrong, List<String> notes) {
    int intervals = 0;
    for (int shard = 0; shard < ShardWorkerMain.SHARDS; shard++) {
      List<Interval> all = intervals(directory, "s" + shard + "-");
      intervals += all.size();
      for (Overlaps.Overlap overlap : Overlaps.find(all)) {
        wrong.add(
            "shard %d: %d us of %s and %s"
                .formatted(
                    shard,
                    overlap.length() / 1_000,
                    overlap.first().process(),
                    overlap.second().process()));
      }
      for (String order : Overlaps.outOfOrder(all)) {
        wrong.add("shard " + shard + ": " + order);
      }
    }
    notes.add(ShardWorkerMain.SHARDS + " shards, " + intervals + " intervals of work");
  }

  private static List<Interval> intervals(Path directory, String prefix) {
    List<Interval> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(prefix)) {
          all.addAll(Overlaps.cut(name.substring(prefix.length()), WorkLog.read(file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The logs cannot be read", e);
    }
    return all;
  }
}
