package io.zkwire.tests.faults;

import io.zkwire.Acknowledgement.State;
import io.zkwire.Commands;
import io.zkwire.SentCommand;
import io.zkwire.runtime.ZkWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/**
 * A member that carries out commands, in three faults, which take turns: it is killed inside one,
 * and started again; it is killed somewhere among twenty, and started again; it is cut off by being
 * frozen for longer than its session, and comes back. What it did is in its log.
 */
final class CommandsRow extends SoloRow {
  static final String GROUP = "orders";
  private static final String MEMBER = "m";
  private static final Duration JVM = Duration.ofSeconds(30);
  private static final Duration SEEN_WITHIN = Setting.T.plusSeconds(2); // and a tick or two
  private static final String CHROOT = "/commands-row";
  private static final int MANY = 20;

  private Java java;
  private ZkWire zk;
  private Commands commands;

  CommandsRow() {
    super("commands", 60);
  }

  @Override
  String subject() {
    return "ours-commands";
  }

  @Override
  void open(Ensemble ensemble, Java java) {
    this.java = java;
    zk =
        ZkWire.builder()
            .connect(ensemble.connectString() + CHROOT)
            .sessionTimeout(Setting.T)
            .connectTimeout(JVM)
            .start();
    commands = zk.commands(GROUP);
  }

  @Override
  void close() {
    zk.close();
  }

  private Child start(Ensemble ensemble, Path log) throws Exception {
    List<String> ready = new CopyOnWriteArrayList<>();
    List<String> arguments =
        List.of("commands", ensemble.connectString() + CHROOT, MEMBER, log.toString());
    List<String> command = java.command(List.of("-Xmx64m"), TaskMain.class, arguments);
    var errors = Files.createTempFile("zkwire-task", ".err");
    Child child = Child.start("member " + MEMBER, command, Map.of(), errors, ready::add);
    try {
      Poll.until("the member is ready", JVM, () -> !ready.isEmpty());
    } catch (RoundFailure e) {
      child.kill();
      throw e;
    }
    return child;
  }

  private static State stateOf(SentCommand sent) {
    var known = sent.acknowledgements().get(MEMBER);
    return known == null ? State.PENDING : known.state();
  }

  private static List<String> lines(Path log) throws IOException {
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  private static void await(String what, SentCommand sent, State state) {
    Poll.until(what, JVM, () -> stateOf(sent) == state);
  }

  @Override
  void round(Ensemble ensemble, Trial trial) throws Exception {
    Path log = Files.createTempFile("zkwire-commands", ".log");
    Child child = start(ensemble, log);
    try {
      switch (trial.number() % 3) {
        case 0 -> {
          killedInside(child, log, trial);
          child = start(ensemble, log);
          afterwards(log, trial);
        }
        case 1 -> {
          List<SentCommand> sent = many();
          trial.phase();
          child.kill();
          child = start(ensemble, log);
          judge(sent, log, trial, true);
        }
        default -> {
          child.freeze();
          SentCommand late = commands.to(MEMBER).within(Duration.ofMillis(500)).send("note", -1);
          List<SentCommand> sent = many();
          Poll.pass(Setting.T.multipliedBy(2));
          child.thaw();
          judge(sent, log, trial, false);
          trial.check(stateOf(late) == State.EXPIRED, "the late one is " + stateOf(late));
          trial.check(!lines(log).contains("note -1"), "the late one was run");
        }
      }
    } finally {
      child.kill();
      Files.deleteIfExists(log);
    }
  }

  private void killedInside(Child child, Path log, Trial trial) {
    SentCommand sent = commands.to(MEMBER).within(JVM.multipliedBy(2)).send("hang");
    await("the member is inside", sent, State.RECEIVED);
    Poll.until("it has begun", JVM, () -> begun(log));
    trial.phase();
    child.kill();
    long gone = System.nanoTime();
    await("its death is told", sent, State.DIED);
    trial.measure(System.nanoTime() - gone);
    trial.atMost("its death", System.nanoTime() - gone, SEEN_WITHIN);
  }

  private static boolean begun(Path log) {
    try {
      return lines(log).contains("hang");
    } catch (IOException e) {
      return false;
    }
  }

  private void afterwards(Path log, Trial trial) throws IOException {
    SentCommand next = commands.to(MEMBER).within(JVM).send("note", 1);
    await("the next one is done", next, State.DONE);
    trial.check(lines(log).equals(List.of("hang", "note 1")), "it did " + lines(log));
  }

  private List<SentCommand> many() {
    return IntStream.range(0, MANY)
        .mapToObj(i -> commands.to(MEMBER).within(JVM.multipliedBy(2)).send("note", i))
        .toList();
  }

  /** Each at most once, in their order; each done, but those that a kill has hit. */
  private static void judge(List<SentCommand> sent, Path log, Trial trial, boolean killed)
      throws IOException {
    Poll.until("all have ended", JVM, () -> sent.stream().allMatch(SentCommand::settled));
    List<String> lines = lines(log);
    List<String> inOrder = new ArrayList<>();
    IntStream.range(0, MANY)
        .mapToObj(i -> "note " + i)
        .filter(lines::contains)
        .forEach(inOrder::add);
    trial.check(new HashSet<>(lines).size() == lines.size(), "one ran twice: " + lines);
    trial.check(lines.equals(inOrder), "they ran as " + lines);
    for (int i = 0; i < MANY; i++) {
      State state = stateOf(sent.get(i));
      boolean ran = lines.contains("note " + i);
      trial.check(
          state == State.DONE ? ran : killed && state == State.DIED,
          "note " + i + " is " + state + (ran ? " and ran" : " and did not run"));
    }
  }
}
