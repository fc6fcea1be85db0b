package io.zkwire.tests.faults;

import io.zkwire.ClusterView;
import io.zkwire.Commands;
import io.zkwire.Endpoints;
import io.zkwire.ProgressBoard;
import io.zkwire.QueueState;
import io.zkwire.SentCommand;
import io.zkwire.TaskProgress;
import io.zkwire.WorkerProgress;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.ZkWire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * The side of the nemesis that no fault of a worker hits: publishes values, sends commands, and
 * looks at members, endpoints and progress by a client of its own.
 */
final class Operator implements AutoCloseable {
  private static final Duration SESSION = Duration.ofSeconds(10);
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(60);
  private static final long PUBLISH_MILLIS = 300;
  private static final long SEND_MILLIS = 250;
  private static final int DEADLINE_MILLIS = 9_000;

  private final EventLog log;
  private final List<String> workers;
  private final Random random;
  private final ZkWire zk;
  private final Commands commands;
  private final ClusterView crew;
  private final Endpoints endpoints;
  private final ProgressBoard board;
  private final List<Sent> open = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, String> told = new HashMap<>();
  private final Object publishing = new Object();
  private boolean paused;
  private long published;
  private int sent;
  private volatile boolean ending;

  /** A command on its way. */
  private record Sent(int number, SentCommand command, long at) {}

  Operator(String servers, String chroot, EventLog log, List<String> workers, Random random)
      throws Exception {
    this.log = log;
    this.workers = workers;
    this.random = random;
    zk = ZkWire.builder().connect(servers + chroot).sessionTimeout(SESSION).start();
    zk.curator()
        .create()
        .creatingParentsIfNeeded()
        .forPath(chroot + LockLoad.COUNTER, "0".getBytes(StandardCharsets.US_ASCII));
    zk.endpointStore().add(EndpointLoad.DOMAIN, EndpointLoad.STATIC);
    crew = zk.members(MemberLoad.GROUP);
    endpoints = zk.endpoints(EndpointLoad.DOMAIN);
    commands = zk.commands(MemberLoad.GROUP);
    board = zk.progressBoard(ProgressLoad.TASK);
    board.onChange(this::progressed);
    loop("publishes", this::publish);
    loop("sends", this::send);
  }

  private void loop(String name, Runnable pass) {
    Thread thread =
        new Thread(
            () -> {
              while (!ending) {
                pass.run();
              }
            },
            "operator " + name);
    thread.start();
    threads.add(thread);
  }

  private void publish() {
    Load.pause(PUBLISH_MILLIS);
    synchronized (publishing) {
      if (paused) {
        return;
      }
      Quad next = Quad.of(++published);
      try {
        zk.config().publish(ConfigLoad.NODE, next);
        zk.config().publishTree(ConfigLoad.TREE, next);
        log.write(ConfigLoad.FEATURE, "published", published);
      } catch (ZkWireException e) {
        log.write(ConfigLoad.FEATURE, "unpublished", published, e.code().id());
      }
    }
  }

  /** Publishes nothing more until it is resumed. */
  void pause() {
    synchronized (publishing) {
      paused = true;
    }
  }

  void resume() {
    synchronized (publishing) {
      paused = false;
    }
  }

  private void send() {
    Load.pause(SEND_MILLIS);
    int number = ++sent;
    Duration deadline = Duration.ofMillis(1_000 + random.nextInt(DEADLINE_MILLIS));
    log.write(CommandLoad.FEATURE, "sends", number);
    try {
      open.add(
          new Sent(
              number,
              commands.to(workers).within(deadline).send("note", number),
              System.nanoTime()));
      log.write(CommandLoad.FEATURE, "sent", number);
    } catch (ZkWireException e) {
      log.write(CommandLoad.FEATURE, "unsent", number, e.code().id());
    }
    collect();
  }

  private void collect() {
    for (Sent one : List.copyOf(open)) {
      boolean late = System.nanoTime() - one.at() > SETTLED_WITHIN.toNanos();
      if (one.command().settled() || late) {
        one.command()
            .acknowledgements()
            .forEach(
                (member, now) ->
                    log.write(CommandLoad.FEATURE, "ended", one.number(), member, now.state()));
        one.command().close();
        open.remove(one);
      }
    }
  }

  private void progressed(TaskProgress now) {
    for (WorkerProgress worker : now.workers()) {
      String text = worker.state() + " " + worker.done() + " " + worker.total();
      if (!text.equals(told.put(worker.worker(), text))) {
        log.write(
            ProgressLoad.FEATURE,
            "told",
            worker.worker(),
            worker.state(),
            worker.done(),
            worker.total());
      }
    }
  }

  /** The numbers that are stored, of the node and of the tree. */
  String stored() {
    try {
      return zk.config().read(ConfigLoad.NODE, Quad.class).map(Quad::a).orElse(0L)
          + "/"
          + zk.config().read(ConfigLoad.TREE + "/d", Long.class).orElse(0L);
    } catch (ZkWireException e) {
      return "unread:" + e.code().id();
    }
  }

  String look() {
    String progress =
        board.now().workers().stream()
            .map(worker -> worker.worker() + ":" + worker.state())
            .sorted()
            .collect(Collectors.joining(","));
    return "members=%s endpoints=%s progress=%s"
        .formatted(MemberLoad.names(crew), EndpointLoad.addresses(endpoints), progress);
  }

  /** How many items are in the queue; -1 if that cannot be asked now. */
  int left() {
    try {
      QueueState state = zk.queue(QueueLoad.NAME, String.class).state();
      log.write(
          QueueLoad.FEATURE,
          "state",
          state.items(),
          state.claimed(),
          state.parked(),
          state.finished());
      return state.items();
    } catch (ZkWireException e) {
      return -1;
    }
  }

  /** What the counter under the lock says at the end. */
  void counter(String chroot) throws Exception {
    byte[] data = zk.curator().getData().forPath(chroot + LockLoad.COUNTER);
    log.write(LockLoad.FEATURE, "final", new String(data, StandardCharsets.US_ASCII));
  }

  /** Publishes and sends nothing more, and waits until all commands have ended. */
  void stop() throws InterruptedException {
    ending = true;
    for (Thread thread : threads) {
      thread.join();
    }
    Poll.isSo(
        SETTLED_WITHIN.plusSeconds(1),
        () -> {
          collect();
          return open.isEmpty();
        });
  }

  @Override
  public void close() {
    ending = true;
    zk.close();
  }
}
