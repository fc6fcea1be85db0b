package io.zkwire.benchmarks.spring;

import io.zkwire.benchmarks.harness.ChildProcess;
import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Nodes;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Samples;
import io.zkwire.benchmarks.harness.ServerProcess;
import java.util.List;
import org.apache.zookeeper.ZooKeeper;

/**
 * P1: from the start of a Spring Boot application's process until it has started, and what it asks
 * ZooKeeper for until then: without ZooKeeper, with zkwire, with Spring Cloud Zookeeper. Both
 * import the same 200 keys as properties; ours also binds a bean.
 */
public final class StartRow implements Row {

  private static final int KEYS = 200;
  private static final int BOUND = 1 + 2 + 3 + 4 + 5;

  @Override
  public String id() {
    return "P1";
  }

  @Override
  public String title() {
    return "start of a Spring Boot application: without ZooKeeper, Spring Cloud Zookeeper";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    ZooKeeper zk = Connections.raw(lab.server());
    Nodes.children(zk, "/config/bench", KEYS, Integer::toString);
    Connections.close(zk);
    Alternative plain = new Alternative(SpringProcess.PLAIN, "none");
    Alternative ours =
        new Alternative(SpringProcess.ZKWIRE, "0", "--spring.config.import=zkwire:bench");
    Alternative cloud = new Alternative(SpringProcess.CLOUD, "0");
    List<Alternative> all = List.of(plain, ours, cloud);
    for (int round = -1; round < lab.rounds(15, 5); round++) {
      for (int turn = 0; turn < all.size(); turn++) {
        all.get((round + 1 + turn) % all.size()).start(lab.server(), round >= 0);
      }
    }
    return List.of(
        line(
            "start, p50 | without ZooKeeper",
            ours.millis,
            plain.millis,
            "ms",
            Goal.peerPlus(300, "ms")),
        line(
            "start, p50 | Spring Cloud Zookeeper",
            ours.millis,
            cloud.millis,
            "ms",
            Goal.timesPeer(1)),
        line(
            "requests of a start, p50 | Spring Cloud Zookeeper",
            ours.requests,
            cloud.requests,
            "requests",
            Goal.timesPeer(1)));
  }

  private static Line line(String name, Samples ours, Samples peer, String unit, Goal goal) {
    return new Line("P1", name, ours.median(), peer.median(), unit, goal);
  }

  /** One way to start it. */
  private static final class Alternative {
    private final SpringProcess process;
    private final String imported;
    private final String[] args;
    final Samples millis = new Samples();
    final Samples requests = new Samples();

    Alternative(SpringProcess process, String imported, String... args) {
      this.process = process;
      this.imported = imported;
      this.args = args;
    }

    void start(ServerProcess server, boolean counts) throws Exception {
      long before = server.packetsReceived();
      long begin = System.nanoTime();
      try (ChildProcess application = process.start("StartMain", server.connectString(), args)) {
        String values = application.await("UP");
        long took = System.nanoTime() - begin;
        if (!values.equals(imported + " " + BOUND)) {
          throw new IllegalStateException(process + " has started with the values " + values);
        }
        if (counts) {
          millis.addNanos(took);
          requests.add((double) (server.packetsReceived() - before));
        }
      }
    }
  }
}
