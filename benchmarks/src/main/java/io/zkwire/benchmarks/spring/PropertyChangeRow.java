package io.zkwire.benchmarks.spring;

import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Samples;
import io.zkwire.benchmarks.harness.ServerProcess;
import java.util.List;
import org.apache.zookeeper.ZooKeeper;

/**
 * P2: one of 500 keys of a Spring Boot application changes: how long until the application has the
 * new value and was told, what it asks ZooKeeper for, and how many beans are touched that have
 * nothing to do with it. Each application has a process and a chroot of its own; they take turns.
 */
public final class PropertyChangeRow implements Row {

  private static final int WARM_UP = 30;

  @Override
  public String id() {
    return "P2";
  }

  @Override
  public String title() {
    return "one of 500 keys of a Spring Boot application changes: Spring Cloud Zookeeper";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    ServerProcess server = lab.server();
    ZooKeeper publisher = Connections.raw(server);
    try (Changing field = new Changing(server, publisher, SpringProcess.ZKWIRE, "FieldApp");
        Changing live =
            new Changing(
                server,
                publisher,
                SpringProcess.ZKWIRE,
                "LiveApp",
                "--spring.config.import=zkwire:");
        Changing cloud = new Changing(server, publisher, SpringProcess.CLOUD, "CloudApp")) {
      List<Changing> all = List.of(field, live, cloud);
      int rounds = WARM_UP + lab.rounds(200, 50);
      for (int round = 0; round < rounds; round++) {
        for (int turn = 0; turn < all.size(); turn++) {
          all.get((round + turn) % all.size()).change(round >= WARM_UP);
        }
      }
      return List.of(
          line("change -> field and listener, p50", field.millis, cloud.millis, "ms", faster()),
          line("change -> record and listener, p50", live.millis, cloud.millis, "ms", faster()),
          line("requests of a change, p50", field.requests, cloud.requests, "requests", one()),
          line(
              "requests of a change of a record, p50",
              live.requests,
              cloud.requests,
              "requests",
              Goal.timesPeer(0.02)),
          line("other beans touched, most", field.touched, cloud.touched, "beans", none()),
          line("other beans touched by a record's", live.touched, cloud.touched, "beans", none()));
    } finally {
      Connections.close(publisher);
    }
  }

  private static Goal faster() {
    return Goal.timesPeer(0.02);
  }

  private static Goal one() {
    return Goal.atMost(1, "requests");
  }

  private static Goal none() {
    return Goal.atMost(0, "beans");
  }

  private static Line line(String name, Samples ours, Samples peer, String unit, Goal goal) {
    boolean most = unit.equals("beans");
    return new Line(
        "P2",
        name + " | Spring Cloud Zookeeper",
        most ? ours.max() : ours.median(),
        most ? peer.max() : peer.median(),
        unit,
        goal);
  }
}
