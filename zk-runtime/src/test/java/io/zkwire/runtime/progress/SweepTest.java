package io.zkwire.runtime.progress;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.ZkClock;
import io.zkwire.runtime.ZkMetrics;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.session.SessionOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Results of tasks that never run again. */
class SweepTest {

  /** Even what was written a moment ago is older than this. */
  private static final Duration NOTHING_IS_YOUNG = Duration.ofMillis(-1_000_000);

  private TestingServer server;
  private CuratorFramework client;
  private Session session;

  @BeforeEach
  void connect() throws Exception {
    server = new TestingServer();
    client = CuratorFrameworkFactory.newClient(server.getConnectString(), new RetryOneTime(100));
    client.start();
    client.blockUntilConnected();
    session = new Session(options(), client);
    for (String task : List.of("import-1", "import-2")) {
      client.create().creatingParentsIfNeeded().forPath("/progress-results/" + task + "/a");
      client.create().creatingParentsIfNeeded().forPath("/progress/" + task);
    }
    client.create().forPath("/progress/import-2/b");
    client.create().forPath("/progress-results/empty");
  }

  @AfterEach
  void close() throws Exception {
    session.close();
    client.close();
    server.close();
  }

  private static SessionOptions options() {
    ZkMetrics none =
        new ZkMetrics() {
          @Override
          public void count(String counter, long by) {}

          @Override
          public void gauge(String gauge, LongSupplier value) {}
        };
    Duration timeout = Duration.ofSeconds(10);
    return new SessionOptions(
        "",
        "",
        timeout,
        timeout,
        List.of(),
        null,
        null,
        null,
        null,
        none,
        null,
        ZkClock.system(),
        Map.of(),
        Map.of(),
        "",
        0,
        LeaseOptions.defaults(),
        timeout,
        timeout,
        false);
  }

  private Sweep sweep(Duration oldest) {
    return new Results(session, oldest).sweep();
  }

  private List<String> children(String path) throws Exception {
    return client.getChildren().forPath(path);
  }

  @Test
  void whatIsOldGoesWithTheNodesOfItsTask() throws Exception {
    sweep(NOTHING_IS_YOUNG).sweep().get(10, SECONDS);
    assertThat(children("/progress-results")).isEmpty();
    assertThat(children("/progress")).as("one has a worker").containsExactly("import-2");
  }

  @Test
  void whatIsYoungStays() throws Exception {
    sweep(Results.OLDEST).sweep().get(10, SECONDS);
    assertThat(children("/progress-results"))
        .containsExactlyInAnyOrder("import-1", "import-2", "empty");
    assertThat(children("/progress-results/import-1")).containsExactly("a");
  }

  @Test
  void processesTakeTurns() throws Exception {
    Sweep one = sweep(Results.OLDEST);
    Sweep two = sweep(NOTHING_IS_YOUNG);
    two.sweep().get(10, SECONDS);
    one.sweep().get(10, SECONDS);
    client.create().creatingParentsIfNeeded().forPath("/progress-results/import-3/a");
    two.sweep().get(10, SECONDS);
    assertThat(children("/progress-results")).as("another one has looked").hasSize(1);
    two.sweep().get(10, SECONDS);
    assertThat(children("/progress-results")).as("nobody else has").isEmpty();
  }
}
