package io.zkwire.tests.exclusive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.FencingToken;
import io.zkwire.Leadership;
import io.zkwire.NotLeaderException;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.ZkClock;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.exclusive.Jobs.Reports;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.junit.jupiter.api.Test;

/**
 * R2, the fault F1: a follower that is cut off from its peers goes on answering the reads and pings
 * of its clients, while the majority ends their sessions.
 */
class CutOffServerTest {

  private static final Duration SESSION = Duration.ofSeconds(2);
  private static final Duration DELAY = Duration.ofSeconds(1);
  private static final String ROLE = "/cut-off/leaders/reports";

  private static ZkWire connect(String servers, ZkClock clock) {
    return ZkWire.builder()
        .connect(servers + "/cut-off")
        .sessionTimeout(SESSION)
        .connectTimeout(Duration.ofSeconds(60))
        .lease(LeaseOptions.defaults().lease(DELAY))
        .clock(clock)
        .start();
  }

  /** One who writes nothing, so that no answer waits behind that to a write. */
  private static CuratorFramework reader(String servers) throws InterruptedException {
    int session = (int) SESSION.toMillis();
    CuratorFramework reader =
        CuratorFrameworkFactory.newClient(servers, session, session, new RetryOneTime(1));
    reader.start();
    reader.blockUntilConnected();
    return reader;
  }

  @Test
  void r2aHolderWhoseServerAnswersReadsAndPingsOnlyIsRefusedBeforeAnotherLeads() throws Exception {
    HandClock clock = new HandClock();
    try (SplitEnsemble ensemble = new SplitEnsemble();
        ZkWire other = connect(ensemble.majority(), clock);
        ZkWire holder = connect(ensemble.follower(), ZkClock.system());
        CuratorFramework reader = reader(ensemble.follower())) {
      Reports reports = holder.create(Reports.class);
      await().until(reports.leadership::held);
      FencingToken token = reports.leadership.token();
      String node = ROLE + "/" + reader.getChildren().forPath(ROLE).get(0);
      Leadership next = other.leadership("reports");
      long session = session(reader);
      await().until(() -> runs(reports));

      ensemble.whileCutOff(
          () -> {
            await().until(() -> !runs(reports));
            assertThat(next.held()).as("its delay is not over, if it has begun").isFalse();
            assertThatThrownBy(reports::pending).isInstanceOf(NotLeaderException.class);
            await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> other.curator().checkExists().forPath(node) == null);
            assertThat(next.held()).isFalse();
            Stepping.during(clock, () -> await().until(next::held));
            assertThat(next.token()).isGreaterThan(token);

            assertThat(runs(reports)).isFalse();
            assertThat(reader.checkExists().forPath(node))
                .as("its server shows it first in line to this moment")
                .isNotNull();
            assertThat(reader.getZookeeperClient().isConnected()).as("and answers pings").isTrue();
            assertThat(session(reader)).isEqualTo(session);
          });
    }
  }

  private static long session(CuratorFramework client) throws Exception {
    return client.getZookeeperClient().getZooKeeper().getSessionId();
  }

  /** Whether a guarded call runs. */
  private static boolean runs(Reports reports) {
    int before = reports.runs.get();
    reports.runOnce();
    return reports.runs.get() > before;
  }
}
