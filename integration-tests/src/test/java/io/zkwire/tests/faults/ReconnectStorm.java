package io.zkwire.tests.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A thousand sessions with fifty nodes each, in ten processes, lose all servers and come back at
 * once. The property {@code zkwire.storm.sessions} makes it fewer.
 */
final class ReconnectStorm extends SoloRow {
  static final String CHROOT = "/reconnect-storm";
  static final Duration SESSION = Duration.ofSeconds(10);

  private static final int SESSIONS = Integer.getInteger("zkwire.storm.sessions", 1_000);
  private static final int A_PROCESS = 100;
  private static final int NODES = 50;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final Duration OPEN_WITHIN = Duration.ofMinutes(5);
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(2);
  private static final Duration CONVERGED_WITHIN = Duration.ofSeconds(30);

  private final List<Part> parts = new ArrayList<>();

  /** One of the processes, and what it has said. */
  private static final class Part {
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final Child child;
    private int asked;

    Part(Java java, String servers, int first, int sessions) throws IOException {
      Path errors = Files.createTempFile("zkwire-storm", ".err");
      List<String> arguments =
          List.of(
              servers,
              Integer.toString(first),
              Integer.toString(sessions),
              Integer.toString(NODES));
      List<String> command = java.command(List.of("-Xmx256m"), StormMain.class, arguments);
      child = Child.start("storm " + first, command, Map.of(), errors, said::add);
    }

    /** Waits for a line that begins with some words, and gives the rest of it. */
    String await(String words, Duration atMost) {
      long deadline = System.nanoTime() + atMost.toNanos();
      try {
        while (true) {
          String line = said.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
          if (line == null) {
            throw new RoundFailure(child + " has not said '" + words + "'");
          }
          if (line.startsWith(words)) {
            return line.substring(words.length()).strip();
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }

    void ask(String what) {
      child.send(what + " " + ++asked);
    }

    String answer() {
      return await("answer " + asked, ANSWER_WITHIN);
    }
  }

  ReconnectStorm() {
    super("reconnect-storm", 2);
  }

  @Override
  String subject() {
    return "ours-members";
  }

  @Override
  void open(Ensemble ensemble, Java java) throws Exception {
    for (int first = 0; first < SESSIONS; first += A_PROCESS) {
      int sessions = Math.min(A_PROCESS, SESSIONS - first);
      Part part = new Part(java, ensemble.connectString() + CHROOT, first, sessions);
      parts.add(part);
      part.await("ready", OPEN_WITHIN); // one after the other: what is tried is that they come back
    }
  }

  @Override
  void round(Ensemble ensemble, Trial trial) throws Exception {
    Ensemble.all().forEach(ensemble::kill);
    Poll.until("all are cut off", SESSION.multipliedBy(2), () -> look()[0] == 0);
    Ensemble.all().forEach(ensemble::start);
    ensemble.awaitServing();
    long back = System.nanoTime();
    Poll.until("all stand again", Duration.ofMinutes(3), this::stand);
    long took = System.nanoTime() - back;
    trial.measure(took);
    trial.atMost("to converge", took, CONVERGED_WITHIN);
    trial.note(SESSIONS + " sessions with " + NODES + " nodes each");
    int owned = sum("count")[0];
    trial.check(owned == SESSIONS * NODES, owned + " of " + SESSIONS * NODES + " nodes are owned");
  }

  private boolean stand() {
    int[] now = look();
    return now[0] == SESSIONS && now[1] == SESSIONS * NODES;
  }

  /** How many sessions are connected, and how many members stand. */
  private int[] look() {
    Poll.pass(BETWEEN_LOOKS); // looking costs the processes something, too
    return sum("look");
  }

  /** Asks all at once, and adds their answers up. */
  private int[] sum(String question) {
    parts.forEach(part -> part.ask(question));
    int[] sum = new int[2];
    for (Part part : parts) {
      String[] words = part.answer().split(" ");
      for (int i = 0; i < words.length; i++) {
        sum[i] += Integer.parseInt(words[i]);
      }
    }
    return sum;
  }

  @Override
  void close() {
    parts.forEach(part -> part.child.kill());
    parts.clear();
  }
}
