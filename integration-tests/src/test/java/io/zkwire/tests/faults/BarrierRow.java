package io.zkwire.tests.faults;

import io.zkwire.runtime.ZkWire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Three parties, ten generations a round, every second one entered and left; in every third one of
 * them is killed or cut off while they arrive, or gives up while it is cut off and comes again in
 * the same session. Of those that can still say what came of it, all pass or none does, and all
 * leave or none does. In the end no party has left a node.
 */
final class BarrierRow extends OwnRow {
  private static final int PARTIES = 3;
  private static final int GENERATIONS_A_ROUND = 10;
  private static final Duration TIMEOUT = Duration.ofSeconds(8);
  private static final Duration SHORT_TIMEOUT = Duration.ofMillis(300);
  private static final Duration ANSWER_AT_MOST = Duration.ofSeconds(60);
  private static final Duration CLEAN_AT_MOST = Duration.ofSeconds(20);
  private static final int MOST_GENERATIONS = 60;
  private static final String PASSED = "passed";

  private final List<String> wrong = new ArrayList<>();
  private final List<Long> millis = new ArrayList<>();
  private final Map<String, Integer> outcomes = new HashMap<>();

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
    wrong.clear();
    millis.clear();
    outcomes.clear();
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
        generation(i, parties, random);
      }
      leavesNothing(laboratory.ensemble().connectString() + chroot);
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
    CUT,
    GIVE_UP
  }

  private void generation(int number, Processes parties, Random random) {
    Fault fault =
        number % 3 != 2
            ? Fault.NONE
            : List.of(Fault.KILL, Fault.CUT, Fault.GIVE_UP).get(random.nextInt(3));
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2));
    Collections.shuffle(order, random);
    if (fault == Fault.GIVE_UP) {
      giveUp(number, parties, order);
      return;
    }
    int victim = random.nextInt(PARTIES);
    String verb = number % 2 == 0 ? "enter " : "await ";
    long begun = System.nanoTime();
    int struck = random.nextInt(PARTIES + 1);
    for (int i = 0; i <= PARTIES; i++) {
      if (i == struck && fault != Fault.NONE) {
        Poll.pass(Duration.ofMillis(random.nextInt(12)));
        strike(fault, victim, parties);
      }
      if (i < PARTIES && !(fault == Fault.KILL && i >= struck && order.get(i) == victim)) {
        parties.send(order.get(i), verb + number + " " + TIMEOUT.toMillis());
      }
    }
    if (fault == Fault.CUT) {
      Poll.pass(Duration.ofMillis(random.nextInt(2 * (int) Setting.T.toMillis())));
      parties.site(victim).heal();
    }
    int silent = fault == Fault.KILL ? victim : -1;
    judge(number, fault, answers(Integer.toString(number), verb, parties, silent));
    if (fault == Fault.NONE) {
      millis.add((System.nanoTime() - begun) / 1_000_000);
    } else if (fault == Fault.KILL) {
      parties.start(victim);
      parties.awaitReady(victim);
    }
  }

  /** One gives up while it is cut off, and comes again before the last one has come at all. */
  private void giveUp(int number, Processes parties, List<Integer> order) {
    int other = order.get(0);
    int victim = order.get(1);
    int late = order.get(2);
    String again = number + "b";
    parties.send(other, "await " + number + " " + TIMEOUT.toMillis());
    parties.send(victim, "await " + number + " " + SHORT_TIMEOUT.toMillis());
    Poll.pass(SHORT_TIMEOUT.dividedBy(2));
    parties.site(victim).cut();
    answer(victim, "done " + number + " ", parties);
    parties.site(victim).heal();
    parties.send(victim, "await " + again + " " + TIMEOUT.toMillis());
    if (answer(other, "done " + number + " ", parties).equals(PASSED)) {
      wrong.add("generation " + number + " passed before the last party came, after GIVE_UP");
      return;
    }
    parties.send(other, "await " + again + " " + TIMEOUT.toMillis());
    parties.send(late, "await " + again + " " + TIMEOUT.toMillis());
    judge(number, Fault.GIVE_UP, answers(again, "await ", parties, -1));
  }

  private String answer(int party, String words, Processes parties) {
    String answer =
        parties
            .await(party, words, ANSWER_AT_MOST)
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .orElse("");
    if (answer.isEmpty()) {
      wrong.add("party " + party + " does not say '" + words + "'");
    }
    return answer;
  }

  /** What came of entering, and, of those who entered to leave, of leaving. */
  private List<List<String>> answers(String number, String verb, Processes parties, int silent) {
    List<String> entered = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (int i = 0; i < PARTIES; i++) {
      if (i != silent) {
        String answer = answer(i, "done " + number + " ", parties);
        entered.add(answer);
        outcomes.merge(answer, 1, Integer::sum);
        if (answer.equals(PASSED) && verb.equals("enter ")) {
          left.add(answer(i, "left " + number + " ", parties));
          outcomes.merge("left " + left.get(left.size() - 1), 1, Integer::sum);
        }
      }
    }
    return List.of(entered, left);
  }

  private static void strike(Fault fault, int victim, Processes parties) {
    if (fault == Fault.KILL) {
      parties.kill(victim);
    } else {
      parties.site(victim).cut();
    }
  }

  private void judge(int number, Fault fault, List<List<String>> both) {
    for (List<String> answers : both) {
      boolean some = answers.contains(PASSED);
      boolean others = answers.stream().anyMatch(a -> !a.equals(PASSED) && !a.equals("UNKNOWN"));
      if (some && others) {
        wrong.add("generation " + number + " passed in part, after " + fault + ": " + both);
      } else if (fault == Fault.NONE && !answers.stream().allMatch(PASSED::equals)) {
        wrong.add("generation " + number + " did not pass, and nothing was done to it: " + both);
      }
    }
  }

  private void leavesNothing(String servers) {
    try (ZkWire zk = ZkWire.builder().connect(servers).start()) {
      String root = servers.substring(servers.indexOf('/')) + "/barriers/" + Kind.NAME;
      Poll.isSo(CLEAN_AT_MOST, () -> nodes(zk, root)[1] == 0);
      int[] left = nodes(zk, root);
      if (left[0] > MOST_GENERATIONS || left[1] > 0) {
        wrong.add("in the end " + left[0] + " generations and " + left[1] + " nodes stand there");
      }
    }
  }

  private static int[] nodes(ZkWire zk, String root) {
    int nodes = 0;
    try {
      List<String> generations = zk.curator().getChildren().forPath(root);
      for (String generation : generations) {
        nodes += zk.curator().getChildren().forPath(root + "/" + generation).size();
      }
      return new int[] {generations.size(), nodes};
    } catch (Exception e) {
      throw new IllegalStateException("cannot count what stands under " + root, e);
    }
  }
}
