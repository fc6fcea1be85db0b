package io.zkwire.benchmarks.exclusive;

import io.zkwire.HeldLock;
import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Counts;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Nodes;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Samples;
import io.zkwire.benchmarks.harness.ServerProcess;
import io.zkwire.runtime.ZkWire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.zookeeper.curator.ZookeeperCuratorLockProvider;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.locks.InterProcessLock;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreMutex;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/**
 * L2: takes a lock that nobody else wants and gives it back, both waited for. The floor is the two
 * writes that every lock needs. What ours sends is sent by ZooKeeper's own client too: the rest is
 * our code. They take turns.
 */
public final class LockRow implements Row {

  /** So many rounds that the compiler has seen each path often enough for all its optimisations. */
  private static final int WARM_UP = 300;

  /** How often each does it before the next one does: so none is slower for having been at rest. */
  private static final int TURN = 25;

  @Override
  public String id() {
    return "L2";
  }

  @Override
  public String title() {
    return "lock + unlock, uncontended: create + delete, InterProcessMutex, ShedLock";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    ServerProcess server = lab.server();
    Counts counts = new Counts();
    ZooKeeper raw = Connections.raw(server);
    CuratorFramework curator = Connections.curator(server.connectString());
    try (ZkWire zk = ZkWire.builder().connect(server.connectString()).metrics(counts).start()) {
      Nodes.create(raw, "/bench/floor", "");
      Take ours = new Take(() -> ours(zk));
      Take floor = new Take(() -> floor(raw));
      Nodes.create(raw, "/bench/bare", "zkwire");
      Take bare = new Take(() -> bare(raw));
      Take mutex = new Take(curator(new InterProcessMutex(curator, "/bench/mutex")));
      Take semaphore = new Take(curator(new InterProcessSemaphoreMutex(curator, "/bench/sem")));
      ZookeeperCuratorLockProvider shedLock =
          new ZookeeperCuratorLockProvider(curator, "/bench/shedlock");
      Take shed = new Take(() -> shedLock(shedLock));
      List<Take> all = List.of(ours, floor, bare, mutex, semaphore, shed);
      int rounds = lab.rounds(120, 20);
      for (int round = -WARM_UP; round < rounds; round++) {
        for (int turn = 0; turn < all.size(); turn++) {
          Take take = all.get(Math.floorMod(round + turn, all.size()));
          for (int i = 0; i < TURN; i++) {
            take.time(round >= 0);
          }
        }
      }
      return List.of(
          line("create + delete", ours, floor, Goal.timesPeer(1.1)),
          line("its own requests, by ZooKeeper's client", ours, bare, Goal.timesPeer(1.1)),
          line("InterProcessMutex", ours, mutex, Goal.timesPeer(1)),
          line("InterProcessSemaphoreMutex", ours, semaphore, Goal.timesPeer(1)),
          line("ShedLock", ours, shed, Goal.timesPeer(1)),
          requests(server, counts, ours, mutex));
    } finally {
      curator.close();
      Connections.close(raw);
    }
  }

  private static Line line(String peer, Take ours, Take theirs, Goal goal) {
    return new Line(
        "L2",
        "lock + unlock, p50 | " + peer,
        ours.millis.median(),
        theirs.millis.median(),
        "ms",
        goal);
  }

  /** Ours counts itself, beats left out: row L6 shows them. The server counts for the peer. */
  private static Line requests(ServerProcess server, Counts counts, Take ours, Take mutex)
      throws Exception {
    int pairs = 200;
    long before = counts.requests() - counts.of("zkwire.lease.beats");
    for (int i = 0; i < pairs; i++) {
      ours.time(false);
    }
    double sent = counts.requests() - counts.of("zkwire.lease.beats") - before;
    long packets = server.packetsReceived();
    for (int i = 0; i < pairs; i++) {
      mutex.time(false);
    }
    double received = server.packetsReceived() - packets;
    return new Line(
        "L2",
        "requests of one lock + unlock | InterProcessMutex",
        Math.rint(sent / pairs),
        Math.rint(received / pairs),
        "requests",
        Goal.timesPeer(1));
  }

  /** What one of them took in each round. */
  private static final class Take {
    final Samples millis = new Samples();
    private final Work work;

    Take(Work work) {
      this.work = work;
    }

    void time(boolean counts) throws Exception {
      long start = System.nanoTime();
      work.run();
      long nanos = System.nanoTime() - start;
      if (counts) {
        millis.addNanos(nanos);
      }
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private static void ours(ZkWire zk) throws Exception {
    HeldLock held = zk.locks().exclusive("bench").acquire();
    held.close();
  }

  private static void floor(ZooKeeper zk) throws Exception {
    zk.create(
        "/bench/floor/lock", new byte[100], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
    zk.delete("/bench/floor/lock", -1);
  }

  /** What ours sends, and in the same order: the look behind the create, the counted release. */
  private static void bare(ZooKeeper zk) throws Exception {
    CompletableFuture<String> created = new CompletableFuture<>();
    CompletableFuture<List<String>> listed = new CompletableFuture<>();
    CompletableFuture<List<OpResult>> released = new CompletableFuture<>();
    zk.create(
        "/bench/bare/lock-",
        new byte[100],
        ZooDefs.Ids.OPEN_ACL_UNSAFE,
        CreateMode.EPHEMERAL_SEQUENTIAL,
        (rc, path, context, name, stat) -> created.complete(name),
        null);
    zk.getChildren(
        "/bench/bare", false, (rc, path, context, names, stat) -> listed.complete(names), null);
    listed.get();
    List<Op> ops =
        List.of(Op.delete(created.get(), -1), Op.setData("/bench/bare", new byte[6], -1));
    zk.multi(ops, (rc, path, context, results) -> released.complete(results), null);
    released.get();
  }

  private static Work curator(InterProcessLock lock) {
    return () -> {
      lock.acquire();
      lock.release();
    };
  }

  private static void shedLock(ZookeeperCuratorLockProvider provider) {
    SimpleLock lock =
        provider
            .lock(
                new LockConfiguration(Instant.now(), "bench", Duration.ofMinutes(1), Duration.ZERO))
            .orElseThrow();
    lock.unlock();
  }
}
