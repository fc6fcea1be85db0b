package io.zkwire.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWire;
import java.time.Duration;
import java.util.Arrays;
import org.apache.curator.framework.CuratorFramework;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@ZkTest(servers = 3, sessionTimeout = "4s")
@Timeout(120)
class EnsembleTest {
  private static final byte[] DATA = {7};

  private final ZkClients clients;

  EnsembleTest(ZkClients clients) {
    this.clients = clients;
  }

  @Test
  void hasOneLeaderAndTwoFollowers(ZkEnsemble ensemble, ZkFaults faults) {
    assertThat(ensemble.size()).isEqualTo(3);
    assertThat(faults.leader()).isNotEqualTo(faults.follower());
    for (int i = 0; i < 3; i++) {
      assertThat(ensemble.server(i).isServing()).isTrue();
    }
  }

  @Test
  void anotherServerLeadsAfterTheLeaderStopped(ZkWire zk, ZkFaults faults, ZkEnsemble ensemble)
      throws Exception {
    int old = faults.leader();
    faults.stop(old);
    assertThat(faults.leader()).isNotEqualTo(old);
    curator(zk).create().forPath("/written-meanwhile", DATA);
    faults.restart(old);
    assertThat(ensemble.server(old).isServing()).isTrue();
    assertThat(curator(zk).getData().forPath("/written-meanwhile")).isEqualTo(DATA);
  }

  @Test
  void aClientOfOneServerLosesItWithTheServer(ZkWire other, ZkFaults faults) throws Exception {
    int follower = faults.follower();
    ZkWire zk = clients.onServer(follower).newClient();
    curator(zk).create().forPath("/kept", DATA);
    faults.stop(follower);
    await().until(() -> zk.state() != SessionState.CONNECTED);
    assertThat(curator(other).getData().forPath("/kept")).isEqualTo(DATA);
    faults.restart(follower);
    await().until(() -> zk.state() == SessionState.CONNECTED);
  }

  @Test
  void withoutAQuorumNobodyServes(ZkWire zk, ZkEnsemble ensemble, ZkFaults faults)
      throws Exception {
    curator(zk).create().forPath("/kept", DATA);
    faults.stop(0);
    faults.stop(1);
    await().until(() -> !ensemble.server(2).isServing());
    faults.restart(0);
    assertThat(ensemble.server(0).isServing()).isTrue();
    assertThat(ensemble.server(2).isServing()).isTrue();
    await().atMost(Duration.ofSeconds(20)).until(() -> zk.state() == SessionState.CONNECTED);
    assertThat(curator(zk).getData().forPath("/kept")).isEqualTo(DATA);
    faults.restart();
    assertThat(ensemble.server(1).isServing()).isTrue();
  }

  @Test
  void expireSessionWorksOnAnEnsemble(ZkWire zk, ZkFaults faults) throws Exception {
    long before = zk.curator().getZookeeperClient().getZooKeeper().getSessionId();
    faults.expireSession(zk);
    await().until(() -> zk.curator().getZookeeperClient().getZooKeeper().getSessionId() != before);
    await().until(() -> zk.state() == SessionState.CONNECTED);
  }

  /** ZooKeeper's leader once left the threads behind by which it sent to its followers. */
  @Test
  void noThreadOutlivesTheEnsemble() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    Settings settings = Settings.of(EnsembleTest.class.getAnnotation(ZkTest.class));
    for (int i = 0; i < 5; i++) {
      ZkEnsemble ensemble = ZkEnsemble.start(settings);
      String name = "zk-server " + ensemble.server(ensemble.leader()).connectString();
      assertThat(threadsIn(root, name)).isPositive();
      ensemble.close();
      assertThat(threadsIn(root, name)).isZero();
    }
  }

  private static long threadsIn(ThreadGroup root, String group) {
    Thread[] threads = new Thread[root.activeCount() * 2 + 100];
    int count = root.enumerate(threads);
    return Arrays.stream(threads, 0, count)
        .map(Thread::getThreadGroup)
        .filter(g -> g != null && g.getName().equals(group))
        .count();
  }

  @Test
  void wipeForgetsTheNodes(ZkWire zk, ZkFaults faults) throws Exception {
    curator(zk).create().forPath("/gone", DATA);
    faults.wipe();
    assertThat(curator(clients.newClient()).checkExists().forPath("/gone")).isNull();
  }

  private CuratorFramework curator(ZkWire zk) {
    return clients.curator(zk);
  }
}
