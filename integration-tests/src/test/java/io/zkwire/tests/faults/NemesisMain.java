package io.zkwire.tests.faults;

import io.zkwire.ZkWireException;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.ZkWire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/**
 * A worker of the nemesis: one process with all features at once. It is told on its standard input
 * to {@code look}, to come to the {@code barrier}, to {@code expire} or {@code resign}, to put
 * nothing new in ({@code drain}), and to {@code end}; it answers {@code = <key> <text>}. Arguments:
 * servers, number, life, chroot, parties, directory.
 */
final class NemesisMain {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(20);
  private static final Duration THREADS_END_WITHIN = Duration.ofSeconds(10);
  private static final long AGAIN_MILLIS = 200;

  private final EventLog log;
  private final Stage stage;
  private final String servers;
  private final LeaderLoad leader;
  private final BarrierLoad barrier;
  private final List<Load> loads;

  private NemesisMain(String[] args) {
    servers = args[0];
    int number = Integer.parseInt(args[1]);
    String process = "w" + number + "-" + args[2];
    Path directory = Path.of(args[5]);
    log = new EventLog(directory, process);
    log.write("process", "begins", ProcessHandle.current().pid());
    stage =
        new Stage(connect(servers + args[3], "w" + number), "w" + number, process, directory, log);
    stage.zk().onState(state -> log.write("session", "state", state));
    leader = new LeaderLoad(stage);
    barrier = new BarrierLoad(stage, Integer.parseInt(args[4]), NemesisMain::answer);
    loads =
        List.of(
            new MemberLoad(stage),
            new CommandLoad(stage),
            new ConfigLoad(stage),
            leader,
            new LockLoad(stage),
            new EndpointLoad(stage, number),
            new IdLoad(stage),
            new ProgressLoad(stage),
            new QueueLoad(stage),
            barrier,
            new ShardLoad(stage));
  }

  public static void main(String[] args) throws Exception {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    Thread input = new Thread(() -> read(told), "input");
    input.setDaemon(true);
    input.start();
    NemesisMain main = new NemesisMain(args);
    main.loads.forEach(main::start);
    main.log.write("process", "ready");
    answer("ready", "now");
    while (true) {
      main.told(told.take().split(" "));
    }
  }

  /** It ends with its input, also while it begins. */
  private static void read(BlockingQueue<String> to) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      in.lines().forEach(to::add);
    } catch (IOException | UncheckedIOException e) {
      System.err.println("The input failed: " + e);
    }
    Runtime.getRuntime().halt(0);
  }

  private ZkWire connect(String connect, String id) {
    while (true) {
      try {
        return ZkWire.builder()
            .connect(connect)
            .property("id", id)
            .sessionTimeout(Setting.T)
            .connectTimeout(CONNECT_WITHIN)
            .lease(LeaseOptions.defaults().lease(Setting.L).lockDelay(Setting.D))
            .start();
      } catch (ZkWireException e) {
        log.write("process", "not-connected", e.code().id());
      }
    }
  }

  /** In a storm a beginning may fail: then once more, as a supervisor would. */
  private void start(Load load) {
    while (true) {
      try {
        load.start();
        return;
      } catch (ZkWireException e) {
        log.write("process", "not-started", load.getClass().getSimpleName(), e.getMessage());
        Load.pause(AGAIN_MILLIS);
      }
    }
  }

  private static synchronized void answer(String key, String text) {
    System.out.println("= " + key + " " + text);
    System.out.flush();
  }

  private void told(String[] words) throws IOException {
    switch (words[0]) {
      case "look" -> answer(words[1], look());
      case "barrier" -> barrier.come(words[1]);
      case "resign" -> new Thread(leader::resign, "resign").start();
      case "expire" -> new Thread(this::expire, "expire").start();
      case "drain" -> {
        loads.forEach(Load::drain);
        answer(words[1], "drained");
      }
      case "end" -> {
        answer(words[1], end());
        Runtime.getRuntime().halt(0);
      }
      default -> throw new IllegalArgumentException("There is no command " + words[0]);
    }
  }

  private String look() {
    String seen =
        loads.stream().map(Load::look).filter(s -> !s.isEmpty()).collect(Collectors.joining(" "));
    return "process=%s state=%s %s watches=%d threads=%d"
        .formatted(
            stage.process(),
            stage.zk().state(),
            seen,
            stage.zk().watches().size(),
            Thread.activeCount());
  }

  private void expire() {
    try {
      Sessions.expire(stage.zk().curator(), servers);
      log.write("process", "expired");
    } catch (Exception e) {
      log.write("process", "not-expired", e);
    }
  }

  /** Closes everything, and names the threads that are left. */
  private String end() throws IOException {
    for (int i = loads.size() - 1; i >= 0; i--) {
      loads.get(i).close();
    }
    stage.zk().close();
    Poll.isSo(THREADS_END_WITHIN, () -> left().isEmpty());
    List<String> left = left();
    log.write("leak", "threads-" + stage.id(), left.size(), 0, left);
    log.write("process", "ends");
    log.close();
    return left.toString().replace(' ', '_');
  }

  private static List<String> left() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("(zkwire|load-|Curator|.*(Event|Send)Thread).*"))
        .sorted()
        .toList();
  }
}
