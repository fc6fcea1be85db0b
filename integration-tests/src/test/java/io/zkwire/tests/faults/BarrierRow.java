package io.zkwire.tests.faults;

import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.faults.BarrierJudge.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Three processes, which are the parties of twenty barriers. Each round they arrive at all of them
 * within a moment, and in this moment one of them is killed or cut off, or gives up while it is cut
 * off and comes again in the same session: so one fault strikes twenty generations, each at another
 * point. Of those that can still say what came of it, all pass or none does, and all leave or none
 * does. Then they arrive once more, and nothing is done to them: all pass. In the end no party has
 * left a node.
 */
final class BarrierRow extends OwnRow {
  private static final int PARTIES = 3;
  private static final int BARRIERS = 20;

  /** Within this time all arrive, and the fault strikes. */
  private static final Duration MOMENT = Duration.ofMillis(300);

  /** Within this time the parties of every second barrier arrive. */
  private static final Duration AT_ONCE = Duration.ofMillis(6);

  /** Longer than a session, so that its end is noticed first. */
  private static final Duration TIMEOUT = Setting.T.multipliedBy(2);

  /** One party of every fourth barrier comes when the session of one who died is over. */
  private static final Duration LATE = Setting.T.multipliedBy(3).dividedBy(2);

  private static final Duration UNHARMED_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration SHORT_TIMEOUT = Duration.ofMillis(300);
  private static final Duration ANSWER_AT_MOST = Duration.ofSeconds(60);
  private static final Duration CLEAN_AT_MOST = Duration.ofSeconds(20);
  private static final int MOST_GENERATIONS = 60;

  private final List<Long> millis = new ArrayList<>();
  private BarrierJudge judge;
  private Processes parties;
  private Random random;

  BarrierRow() {
    super("barrier", 60);
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
    random = new Random(options.seed());
    judge = new BarrierJudge();
    millis.clear();
    List<String> arguments = List.of(chroot, Integer.toString(PARTIES), Integer.toString(BARRIERS));
    try (Processes all = new Processes(laboratory, directory, BarrierPartyMain.class, arguments)) {
      parties = all;
      for (int i = 0; i < PARTIES; i++) {
        parties.start(i);
      }
      for (int i = 0; i < PARTIES; i++) {
        parties.awaitReady(i);
      }
      unharmed("first"); // what is done for the first time takes long
      int first = random.nextInt(Fault.NONE.ordinal());
      for (int round = 0; round < rounds; round++) {
        long struck = System.nanoTime();
        Fault fault = Fault.values()[(first + round) % Fault.NONE.ordinal()];
        strike(fault, Integer.toString(round));
        judge.took(fault, System.nanoTime() - struck);
        unharmed(round + "u");
      }
      leavesNothing(laboratory.ensemble().connectString() + chroot);
    } catch (RoundFailure e) {
      judge.wrong(e.getMessage());
    }
    Collections.sort(millis);
    return result(kind, options, rounds, judge.wrong(), judge.notes(), millis, begun);
  }

  private void unharmed(String name) {
    long begun = System.nanoTime();
    arrive(name, UNHARMED_TIMEOUT, PARTIES);
    judge(Fault.NONE, name, List.of(), Map.of());
    long nanos = System.nanoTime() - begun;
    judge.took(Fault.NONE, nanos);
    millis.add(nanos / 1_000_000);
  }

  private void strike(Fault fault, String name) {
    int victim = random.nextInt(PARTIES);
    if (fault == Fault.GIVE_UP) {
      giveUp(name, victim);
      return;
    }
    arrive(name, TIMEOUT, random.nextInt(PARTIES));
    Poll.pass(upTo(MOMENT));
    if (fault == Fault.CUT) {
      parties.site(victim).cut();
      Poll.pass(upTo(Setting.T.multipliedBy(2)));
      parties.site(victim).heal();
      judge(fault, name, List.of(), Map.of());
      return;
    }
    parties.kill(victim);
    Map<String, String> last = parties.linesOf(victim); // it may have passed before it died
    parties.start(victim);
    judge(fault, name, List.of(victim), last);
    parties.awaitReady(victim);
  }

  /**
   * All come to all barriers, one after the other or nearly at once.
   *
   * @param late who comes much later to every fourth one
   */
  private void arrive(String name, Duration timeout, int late) {
    for (int barrier = 0; barrier < BARRIERS; barrier++) {
      Duration begin = barrier % 2 == 0 ? upTo(MOMENT) : Duration.ZERO;
      Duration within = barrier % 2 == 0 ? AT_ONCE : MOMENT;
      for (int party = 0; party < PARTIES; party++) {
        boolean last = party == late && barrier % 4 == 3;
        Duration delay = last ? LATE.plus(upTo(MOMENT)) : begin.plus(upTo(within));
        send(party, verb(barrier), barrier, name, delay, timeout.minus(delay));
      }
    }
  }

  private static String verb(int barrier) {
    return barrier % 4 < 2 ? "enter" : "await";
  }

  private void send(
      int party, String verb, int barrier, String name, Duration delay, Duration timeout) {
    String times = delay.toNanos() + " " + timeout.toMillis();
    parties.send(party, String.join(" ", verb, Integer.toString(barrier), name, times));
  }

  private Duration upTo(Duration most) {
    return Duration.ofNanos((long) (random.nextDouble() * most.toNanos()));
  }

  /** One gives up while it is cut off, and comes again before the last one has come at all. */
  private void giveUp(String name, int victim) {
    String again = name + "b";
    for (int barrier = 0; barrier < BARRIERS; barrier++) {
      send(other(victim, barrier), "await", barrier, name, Duration.ZERO, TIMEOUT);
      send(victim, "await", barrier, name, Duration.ZERO, SHORT_TIMEOUT);
    }
    Poll.pass(upTo(SHORT_TIMEOUT));
    parties.site(victim).cut();
    for (int barrier = 0; barrier < BARRIERS; barrier++) {
      answer(victim, done(barrier, name));
    }
    Poll.pass(upTo(MOMENT.multipliedBy(2))); // its connection is lost, or not yet
    parties.site(victim).heal();
    for (int barrier = 0; barrier < BARRIERS; barrier++) {
      send(victim, "await", barrier, again, Duration.ZERO, UNHARMED_TIMEOUT);
    }
    for (int barrier = 0; barrier < BARRIERS; barrier++) {
      int other = other(victim, barrier);
      if (answer(other, done(barrier, name)).equals(BarrierJudge.PASSED)) {
        judge.wrong(what(barrier, name) + " passed before the last party came");
      }
      int late = PARTIES - victim - other;
      send(other, "await", barrier, again, upTo(AT_ONCE), TIMEOUT);
      send(late, "await", barrier, again, upTo(AT_ONCE), TIMEOUT);
    }
    judge(Fault.GIVE_UP, again, List.of(), Map.of());
  }

  private static int other(int victim, int barrier) {
    return (victim + 1 + barrier % 2) % PARTIES;
  }

  private static String done(int barrier, String name) {
    return "done " + barrier + " " + name + " ";
  }

  private static String what(int barrier, String name) {
    return "generation " + name + " of barrier " + barrier;
  }

  private String answer(int party, String words) {
    String answer =
        parties.await(party, words, ANSWER_AT_MOST).map(BarrierRow::lastWord).orElse("");
    if (answer.isEmpty()) {
      judge.wrong("party " + party + " does not say '" + words + "'");
    }
    return answer;
  }

  private static String lastWord(String line) {
    return line.substring(line.lastIndexOf(' ') + 1);
  }

  /**
   * What came of it at all barriers, as the parties say.
   *
   * @param dead who says nothing more
   * @param last what those had said before
   */
  private void judge(Fault fault, String name, List<Integer> dead, Map<String, String> last) {
    for (int barrier = 0; barrier < BARRIERS; barrier++) {
      String done = done(barrier, name);
      String left = done.replace("done", "left");
      List<String> entering = new ArrayList<>();
      List<String> leaving = new ArrayList<>();
      boolean leaves = fault != Fault.GIVE_UP && verb(barrier).equals("enter");
      for (int party = 0; party < PARTIES; party++) {
        if (dead.contains(party)) {
          Optional.ofNullable(last.get(done)).ifPresent(entering::add);
          Optional.ofNullable(last.get(left)).ifPresent(leaving::add);
        } else {
          entering.add(answer(party, done));
          if (leaves && entering.get(entering.size() - 1).equals(BarrierJudge.PASSED)) {
            leaving.add(answer(party, left));
          }
        }
      }
      judge.judge(fault, what(barrier, name), entering, leaving);
    }
  }

  private void leavesNothing(String servers) {
    try (ZkWire zk = ZkWire.builder().connect(servers).start()) {
      String root = servers.substring(servers.indexOf('/')) + "/barriers/" + Kind.NAME;
      for (int barrier = 0; barrier < BARRIERS; barrier++) {
        String path = root + barrier;
        Poll.isSo(CLEAN_AT_MOST, () -> nodes(zk, path)[1] == 0);
        int[] left = nodes(zk, path);
        if (left[0] > MOST_GENERATIONS || left[1] > 0) {
          judge.wrong(
              "in the end " + left[0] + " generations and " + left[1] + " nodes in " + path);
        }
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
