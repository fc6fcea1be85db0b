package io.zkwire.benchmarks.costs;

import io.zkwire.Acknowledgement;
import io.zkwire.Barrier;
import io.zkwire.Commands;
import io.zkwire.ConsumerOptions;
import io.zkwire.Progress;
import io.zkwire.ProgressBoard;
import io.zkwire.Registration;
import io.zkwire.SentCommand;
import io.zkwire.WorkQueue;
import io.zkwire.WorkerProgress;
import io.zkwire.benchmarks.costs.Stage.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Progress, commands, queues and barriers. */
final class WorkCosts {

  static final String PROGRESS = "Progress";
  static final String BOARD = "open the board of a task";
  static final String BEGIN = "begin a run";
  static final String REPORT = "report how far it is";
  static final String SEE_REPORT = "see a report";
  static final String END = "end a run";
  static final String COMMANDS = "Commands";
  static final String SEND = "send one to one member, and read its answers" + CostTable.UP_TO;
  static final String RECEIVE = "receive one, and answer";
  static final String QUEUES = "Queues";
  static final String PUT = "put an item" + CostTable.UP_TO;
  static final String TAKE = "take an item, and have it done" + CostTable.UP_TO;
  static final String BARRIERS = "Barriers";
  static final String FIRST = "pass, as the first of two" + CostTable.UP_TO;
  static final String LAST = "pass, as the last of two" + CostTable.UP_TO;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration IDLE = Duration.ofMillis(1_500);

  private final Stage stage;
  private final Party one;
  private final Party other;
  private boolean receiving;

  WorkCosts(Stage stage, Party one, Party other) {
    this.stage = stage;
    this.one = one;
    this.other = other;
  }

  void run(int round) throws Exception {
    progress("task-" + round);
    commands();
    queues("queue-" + round);
    barriers("barrier-" + round);
  }

  private void progress(String task) throws Exception {
    one.zk.progress(task, "before").done();
    ProgressBoard[] opened = new ProgressBoard[1];
    stage.measure(
        PROGRESS,
        List.of(new Role(other, BOARD)),
        () -> {
          opened[0] = other.zk.progressBoard(task);
          Awaited.until(() -> opened[0].now().workers().size() == 1);
        });
    report(task, opened[0]);
  }

  private void report(String task, ProgressBoard opened) throws Exception {
    try (ProgressBoard board = opened) {
      Progress[] run = new Progress[1];
      stage.measure(
          PROGRESS,
          List.of(new Role(one, BEGIN)),
          () -> {
            run[0] = one.zk.progress(task, "worker").total(100);
            Awaited.until(() -> done(board) == 0);
          });
      stage.measure(
          PROGRESS,
          List.of(new Role(one, REPORT), new Role(other, SEE_REPORT)),
          () -> {
            run[0].reached(50);
            Awaited.until(() -> done(board) == 50);
          });
      stage.measure(PROGRESS, List.of(new Role(one, END)), run[0]::done);
    }
  }

  /** How far the worker is; -1 where it is not there. */
  private static long done(ProgressBoard board) {
    return board.now().workers().stream()
        .filter(each -> each.worker().equals("worker"))
        .mapToLong(WorkerProgress::done)
        .findFirst()
        .orElse(-1);
  }

  private void commands() throws Exception {
    if (!receiving) {
      other.zk.create(Receiver.class);
      receiving = true;
    }
    try (Commands commands = one.zk.commands(Receiver.GROUP)) {
      Awaited.until(() -> addressees(commands) == 1);
      stage.measure(
          COMMANDS,
          List.of(new Role(one, SEND), new Role(other, RECEIVE)),
          () -> {
            try (SentCommand sent = commands.toAll().within(PATIENCE).send("ping", 1)) {
              Map<String, Acknowledgement> answers = sent.await();
              if (answers.size() != 1) {
                throw new IllegalStateException("answers: " + answers);
              }
            }
          });
    }
  }

  /** Sends one that nobody needs, and waits for its answer. */
  private static int addressees(Commands commands) {
    try (SentCommand sent = commands.toAll().within(PATIENCE).send("ping", 0)) {
      return sent.await().size();
    }
  }

  private void queues(String name) throws Exception {
    WorkQueue<String> putting = one.zk.queue(name, String.class);
    Semaphore done = new Semaphore(0);
    Registration consumer =
        other
            .zk
            .queue(name, String.class)
            .consume(ConsumerOptions.defaults(), (item, delivery) -> done.release());
    putting.put("first");
    Awaited.one(done);
    for (int i = 0; i < 2; i++) {
      stage.measure(
          QUEUES,
          List.of(new Role(one, PUT), new Role(other, TAKE)),
          () -> {
            putting.put("next");
            Awaited.one(done);
          });
      stage.rest(IDLE); // a queue at rest is looked at before it is used
    }
    consumer.close();
  }

  private void barriers(String name) throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      pass(name, executor);
      stage.measure(
          BARRIERS,
          List.of(new Role(other, FIRST), new Role(one, LAST)),
          () -> pass(name, executor));
    } finally {
      executor.shutdownNow();
    }
  }

  private void pass(String name, ExecutorService executor) throws Exception {
    CompletableFuture<Void> waiting =
        CompletableFuture.runAsync(() -> await(other.zk.barrier(name, 2)), executor);
    stage.settle();
    await(one.zk.barrier(name, 2));
    waiting.get(60, TimeUnit.SECONDS);
  }

  private static void await(Barrier barrier) {
    try {
      barrier.await(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
