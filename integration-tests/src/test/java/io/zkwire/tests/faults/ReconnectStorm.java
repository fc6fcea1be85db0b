package io.zkwire.tests.faults;

import io.zkwire.Membership;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.data.Stat;

/**
 * A thousand sessions with fifty nodes each lose all servers, and come back at once. The property
 * {@code zkwire.storm.sessions} makes it fewer.
 */
final class ReconnectStorm extends SoloRow {
  private static final int SESSIONS = Integer.getInteger("zkwire.storm.sessions", 1_000);
  private static final int NODES = 50;
  private static final int THREADS = 8;
  private static final Duration SESSION = Duration.ofSeconds(10);
  private static final Duration CONVERGED_WITHIN = Duration.ofSeconds(30);
  private static final String CHROOT = "/reconnect-storm";

  private final List<ZkWire> wires = new ArrayList<>();
  private final List<Membership> members = new ArrayList<>();

  ReconnectStorm() {
    super("reconnect-storm", 2);
  }

  @Override
  String subject() {
    return "ours-members";
  }

  @Override
  void open(Ensemble ensemble, Java java) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> opening = new ArrayList<>();
      for (int i = 0; i < SESSIONS; i++) {
        String group = "storm-" + i;
        opening.add(threads.submit(() -> open(ensemble, group)));
      }
      for (Future<?> each : opening) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void open(Ensemble ensemble, String group) {
    ZkWire zk =
        ZkWire.builder()
            .connect(ensemble.connectString() + CHROOT)
            .sessionTimeout(SESSION)
            .connectTimeout(Duration.ofMinutes(2))
            .start();
    List<CompletableFuture<Membership>> joining = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      joining.add(zk.joinAsync(group, "m" + i));
    }
    List<Membership> joined = new ArrayList<>();
    joining.forEach(each -> joined.add(each.orTimeout(2, TimeUnit.MINUTES).join()));
    synchronized (wires) {
      wires.add(zk);
      members.addAll(joined);
    }
  }

  @Override
  void round(Ensemble ensemble, Trial trial) throws Exception {
    Ensemble.all().forEach(ensemble::kill);
    Poll.until("all are cut off", SESSION, () -> wires.stream().noneMatch(this::connected));
    Ensemble.all().forEach(ensemble::start);
    ensemble.awaitServing();
    long back = System.nanoTime();
    Poll.until(
        "all stand again",
        Duration.ofMinutes(3),
        () ->
            wires.stream().allMatch(this::connected) && members.stream().allMatch(m -> m.joined()));
    long took = System.nanoTime() - back;
    trial.measure(took);
    trial.atMost("to converge", took, CONVERGED_WITHIN);
    trial.note(SESSIONS + " sessions with " + NODES + " nodes each");
    trial.check(owned() == members.size(), owned() + " of " + members.size() + " nodes are owned");
  }

  private boolean connected(ZkWire zk) {
    return zk.state() == SessionState.CONNECTED;
  }

  /** The nodes that stand, each owned by the session of its process. */
  private long owned() throws Exception {
    long owned = 0;
    for (ZkWire zk : wires) {
      long session = zk.curator().getZookeeperClient().getZooKeeper().getSessionId();
      owned +=
          zk.curator().getZookeeperClient().getZooKeeper().getEphemerals(CHROOT).stream()
              .filter(path -> path.contains("/members/"))
              .filter(path -> isOwned(zk, path, session))
              .count();
    }
    return owned;
  }

  private static boolean isOwned(ZkWire zk, String path, long session) {
    try {
      Stat stat = zk.curator().checkExists().forPath(path);
      return stat != null && stat.getEphemeralOwner() == session;
    } catch (KeeperException e) {
      return false; // not counted
    } catch (Exception e) {
      throw new RoundFailure("cannot look at " + path + ": " + e);
    }
  }

  @Override
  void close() {
    wires.parallelStream().forEach(ZkWire::close);
    wires.clear();
    members.clear();
  }
}
