package io.zkwire.tests.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * All features at once in four processes, and random faults for some minutes; in pauses between
 * them all must come to see the same. In the end the logs of all processes are judged.
 */
final class NemesisRow extends OwnRow {
  private static final int WORKERS = 4;
  private static final int BLOWS_BETWEEN_PAUSES = 12;
  private static final int USUAL_MINUTES = 3;
  private static final int RESTORES = 4;
  private static final Duration CALM_WITHIN = Duration.ofSeconds(60);
  private static final Duration STAYS = Duration.ofSeconds(1);
  private static final Duration LOOK_WITHIN = Duration.ofSeconds(5);
  private static final Duration END_WITHIN = Duration.ofSeconds(60);

  private final List<Long> millis = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private int pauses;

  NemesisRow() {
    super("nemesis", 1);
  }

  @Override
  List<Kind> kinds() {
    return List.of(Kind.OURS_ALL);
  }

  @Override
  Result run(Kind kind, Options options, Laboratory laboratory) throws Exception {
    long begun = System.nanoTime();
    Duration time = Duration.ofMinutes(options.minutes().orElse(USUAL_MINUTES));
    Path directory = directory(laboratory, kind);
    String chroot = "/" + name() + "-" + options.seed();
    millis.clear();
    wrong.clear();
    pauses = 0;
    List<Player> players =
        IntStream.range(0, WORKERS)
            .mapToObj(i -> player(i, laboratory, directory, chroot))
            .toList();
    List<String> ids = players.stream().map(Player::id).toList();
    String servers = laboratory.ensemble().connectString();
    Map<Nemesis.Blow, Integer> blows = Map.of();
    try (EventLog log = new EventLog(directory, "driver")) {
      try (Operator operator =
          new Operator(servers, chroot, log, ids, new Random(options.seed() + 1))) {
        Nemesis nemesis = new Nemesis(options.seed(), players, laboratory, chroot, log);
        blows = nemesis.counts();
        players.forEach(Player::start);
        players.forEach(Player::awaitReady);
        BarrierCaller barrier = new BarrierCaller(players, new Random(options.seed() + 2), log);
        pause(players, operator, log);
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
          nemesis.storm(BLOWS_BETWEEN_PAUSES);
          nemesis.calm();
          restore(laboratory.ensemble());
          pause(players, operator, log);
        }
        barrier.stop();
        end(players, operator, chroot, log);
      }
      new LeakSearch(laboratory.observer().client(), laboratory.ensemble(), chroot, log).search();
    } catch (RoundFailure e) {
      wrong.add(e.getMessage());
    } finally {
      players.forEach(Player::kill);
    }
    return judge(kind, options, directory, blows, begun);
  }

  private static Player player(int number, Laboratory laboratory, Path directory, String chroot) {
    List<Site> sites = laboratory.network().sites();
    return new Player(
        number,
        sites.get(number % sites.size()),
        laboratory.java(),
        directory,
        List.of(chroot, Integer.toString(WORKERS), directory.toString()));
  }

  /** A busy machine may take its time to start servers. */
  private static void restore(Ensemble ensemble) {
    for (int i = 1; ; i++) {
      try {
        ensemble.restore();
        return;
      } catch (RoundFailure e) {
        if (i == RESTORES) {
          throw e;
        }
      }
    }
  }

  /** Waits until all see the same, and go on to; begins anew who has died by itself. */
  private void pause(List<Player> players, Operator operator, EventLog log) {
    int number = ++pauses;
    log.write(QuietCheck.FEATURE, "begins", number);
    for (Player player : players) {
      if (!player.life().isAlive()) {
        log.write(ProcessCheck.FEATURE, "died", player.id(), player.life().exitValue());
        player.start();
      }
    }
    players.forEach(Player::awaitReady);
    long begun = System.nanoTime();
    operator.pause();
    int[] asked = new int[1];
    List<String> faults = new ArrayList<>();
    boolean calm =
        Poll.isSo(
            CALM_WITHIN,
            () -> {
              List<String> first = look(number, asked[0]++, players, operator, log);
              faults.clear();
              faults.addAll(first);
              if (!first.isEmpty()) {
                Poll.pass(Duration.ofMillis(100));
                return false;
              }
              long took = (System.nanoTime() - begun) / 1_000_000;
              Poll.pass(STAYS);
              faults.addAll(look(number, asked[0]++, players, operator, log));
              if (faults.isEmpty()) {
                millis.add(took);
              }
              return faults.isEmpty();
            });
    operator.resume();
    System.out.printf(
        "%s pause %d: %s%n",
        java.time.LocalTime.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
        number,
        calm ? "calm after " + millis.get(millis.size() - 1) + " ms" : "NOT CALM: " + faults);
  }

  /** Asks all what they see, writes it down, and tells what is not as it must be. */
  private static List<String> look(
      int number, int asked, List<Player> players, Operator operator, EventLog log) {
    String key = "look-" + number + "-" + asked;
    String stored = operator.stored();
    Map<String, String> looks = new HashMap<>();
    looks.put(Calm.OPERATOR, operator.look());
    for (Player player : players) {
      player.life().tell("look " + key);
    }
    for (Player player : players) {
      looks.put(player.id(), player.life().answer(key, LOOK_WITHIN).orElse("silent"));
    }
    log.write(QuietCheck.FEATURE, "stored", number, stored);
    looks.forEach(
        (who, seen) -> {
          List<Object> details = new ArrayList<>(List.of(number, who));
          details.addAll(List.of(seen.split(" ")));
          log.write(QuietCheck.FEATURE, "look", details.toArray());
        });
    return Calm.wrong(players.size(), stored, looks);
  }

  /** All work to the end of what they have, and close. */
  private static void end(List<Player> players, Operator operator, String chroot, EventLog log)
      throws Exception {
    for (Player player : players) {
      player.life().tell("drain drain");
    }
    for (Player player : players) {
      player.life().answer("drain", LOOK_WITHIN);
    }
    operator.stop();
    Poll.isSo(END_WITHIN, () -> operator.left() == 0);
    for (Player player : players) {
      player.life().tell("end end");
    }
    for (Player player : players) {
      if (player.life().answer("end", END_WITHIN).isEmpty()) {
        log.write(ProcessCheck.FEATURE, "stuck", player.id(), "did not end");
      }
    }
    operator.counter(chroot);
  }

  private Result judge(
      Kind kind, Options options, Path directory, Map<Nemesis.Blow, Integer> blows, long begun)
      throws IOException {
    List<String> notes = new ArrayList<>();
    notes.add("seed " + options.seed() + ", faults " + blows);
    for (LogCheck check : LogCheck.all(WORKERS)) {
      Finding finding = check.judge(directory);
      notes.add(finding.toString());
      wrong.addAll(finding.faults());
    }
    Files.write(directory.resolve("wrong.txt"), wrong);
    Collections.sort(millis);
    int rounds = blows.values().stream().mapToInt(Integer::intValue).sum();
    return result(kind, options, rounds, wrong, notes, millis, begun);
  }
}
