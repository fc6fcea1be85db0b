package io.zkwire.tests.faults;

import io.zkwire.ProgressBoard;
import io.zkwire.WorkerProgress;
import io.zkwire.WorkerProgress.State;
import io.zkwire.runtime.ZkWire;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A worker in the middle of a task, in three faults, which take turns: it is killed; it is frozen
 * for longer than its session; two of three servers are frozen for four sessions.
 */
final class ProgressRow extends SoloRow {
  private static final Duration JVM = Duration.ofSeconds(30);
  private static final Duration SEEN_WITHIN = Setting.T.plusSeconds(2); // and a tick or two
  private static final String CHROOT = "/progress-row";

  private final List<State> told = new CopyOnWriteArrayList<>();
  private Java java;
  private ZkWire zk;
  private ProgressBoard board;

  ProgressRow() {
    super("progress", 60);
  }

  @Override
  String subject() {
    return "ours-progress";
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
    board = zk.progressBoard(TaskMain.TASK);
    board.onChange(now -> now.workers().forEach(worker -> told.add(worker.state())));
  }

  @Override
  void close() {
    zk.close();
  }

  private Child start(Ensemble ensemble, String worker) throws Exception {
    List<String> arguments = List.of("progress", ensemble.connectString() + CHROOT, worker);
    List<String> command = java.command(List.of("-Xmx64m"), TaskMain.class, arguments);
    var errors = Files.createTempFile("zkwire-task", ".err");
    return Child.start("worker " + worker, command, Map.of(), errors, line -> {});
  }

  private void await(String worker, State state, long done) {
    Poll.until(
        worker + " is " + state,
        JVM,
        () -> {
          WorkerProgress now = board.now().worker(worker);
          return now != null && now.state() == state && now.done() == done;
        });
  }

  @Override
  void round(Ensemble ensemble, Trial trial) throws Exception {
    String worker = "w" + trial.number() % 5; // a name has results of earlier runs
    Child child = start(ensemble, worker);
    try {
      await(worker, State.RUNNING, TaskMain.DONE_FIRST);
      trial.phase();
      switch (trial.number() % 3) {
        case 0 -> {
          child.kill();
          died(worker, trial);
          child = start(ensemble, worker);
          await(worker, State.RUNNING, TaskMain.DONE_FIRST);
        }
        case 1 -> {
          child.freeze();
          died(worker, trial);
          Poll.pass(Setting.T);
          child.thaw();
          await(worker, State.RUNNING, TaskMain.DONE_FIRST);
        }
        default -> quorumLost(ensemble, trial);
      }
      child.send("go on");
      await(worker, State.DONE, TaskMain.TOTAL);
    } finally {
      child.kill();
    }
  }

  private void died(String worker, Trial trial) {
    long gone = System.nanoTime();
    await(worker, State.DIED, TaskMain.DONE_FIRST);
    trial.measure(System.nanoTime() - gone);
    trial.atMost("its death", System.nanoTime() - gone, SEEN_WITHIN);
    WorkerProgress dead = board.now().worker(worker);
    trial.check(dead != null && dead.percent() == TaskMain.DONE_FIRST, "it is told as " + dead);
  }

  private void quorumLost(Ensemble ensemble, Trial trial) {
    told.clear();
    int leader = ensemble.leader();
    List<Integer> lost = List.of(leader, (leader + 1) % Ensemble.SIZE);
    lost.forEach(ensemble::freeze);
    Poll.pass(Setting.T.multipliedBy(4));
    lost.forEach(ensemble::thaw);
    ensemble.awaitServing();
    trial.check(!told.contains(State.DIED), "died while nobody could know");
  }
}
