package io.zkwire.tests.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Three parties, ten generations a round; in every third generation one of them is killed or cut
 * off while they arrive. Of those that can still say what came of it, all pass or none does.
 */
final class BarrierRow extends OwnRow {
  private static final int PARTIES = 3;
  private static final int GENERATIONS_A_ROUND = 10;
  private static final Duration TIMEOUT = Duration.ofSeconds(8);
  private static final Duration ANSWER_AT_MOST = Duration.ofSeconds(60);
  private static final String PASSED = "passed";

  BarrierRow() {
    super("barrier", 100);
  }

  @Override
  List<Kind> kinds() {
    return List.of(Kind.OURS_BARRIER);
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
    Map<String, Integer> outcomes = new HashMap<>();
    try (Processes parties =
        new Processes(
            laboratory,
            directory,
            BarrierPartyMain.class,
            List.of(chroot, Integer.toString(PARTIES)))) {
      for (int i = 0; i < PARTIES; i++) {
        parties.start(i);
      }
      for (int i = 0; i < PARTIES; i++) {
        parties.awaitReady(i);
      }
      for (int i = 0; i < rounds * GENERATIONS_A_ROUND; i++) {
        generation(i, parties, random, wrong, millis, outcomes);
      }
    } catch (RoundFailure e) {
      wrong.add(e.getMessage());
    }
    Collections.sort(millis);
    List<String> notes =
        List.of(rounds * GENERATIONS_A_ROUND + " generations; answers of parties: " + outcomes);
    return result(kind, options, rounds, wrong, notes, millis, begun);
  }

  /** What is done to a party. */
  private enum Fault {
    NONE,
    KILL,
    CUT
  }

  private static void generation(
      int number,
      Processes parties,
      Random random,
      List<String> wrong,
      List<Long> millis,
      Map<String, Integer> outcomes) {
    Fault fault = number % 3 != 2 ? Fault.NONE : random.nextBoolean() ? Fault.KILL : Fault.CUT;
    int victim = random.nextInt(PARTIES);
    long begun = System.nanoTime();
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2));
    Collections.shuffle(order, random);
    int struck = random.nextInt(PARTIES + 1);
    for (int i = 0; i <= PARTIES; i++) {
      if (i == struck && fault != Fault.NONE) {
        Poll.pass(Duration.ofMillis(random.nextInt(12)));
        strike(fault, victim, parties);
      }
      if (i < PARTIES && !(fault == Fault.KILL && i >= struck && order.get(i) == victim)) {
        parties.send(order.get(i), "go " + number + " " + TIMEOUT.toMillis());
      }
    }
    if (fault == Fault.CUT) {
      Poll.pass(Duration.ofMillis(random.nextInt(2 * (int) Setting.T.toMillis())));
      parties.site(victim).heal();
    }
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < PARTIES; i++) {
      if (fault == Fault.KILL && i == victim) {
        continue;
      }
      Optional<String> answer = parties.await(i, "done " + number + " ", ANSWER_AT_MOST);
      if (answer.isEmpty()) {
        wrong.add("generation " + number + ": party " + i + " does not say what came of it");
      } else {
        answers.add(answer.get().split(" ")[2]);
      }
    }
    answers.forEach(answer -> outcomes.merge(answer, 1, Integer::sum));
    judge(number, fault, answers, wrong);
    if (fault == Fault.NONE) {
      millis.add((System.nanoTime() - begun) / 1_000_000);
    } else if (fault == Fault.KILL) {
      parties.start(victim);
      parties.awaitReady(victim);
    }
  }

  private static void strike(Fault fault, int victim, Processes parties) {
    if (fault == Fault.KILL) {
      parties.kill(victim);
    } else {
      parties.site(victim).cut();
    }
  }

  private static void judge(int number, Fault fault, List<String> answers, List<String> wrong) {
    boolean some = answers.contains(PASSED);
    boolean others = answers.stream().anyMatch(a -> !a.equals(PASSED) && !a.equals("UNKNOWN"));
    if (some && others) {
      wrong.add("generation " + number + " passed in part, after " + fault + ": " + answers);
    } else if (fault == Fault.NONE && !answers.stream().allMatch(PASSED::equals)) {
      wrong.add("generation " + number + " did not pass, and nothing was done to it: " + answers);
    }
  }
}
