package io.zkwire.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWire;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("slow")
@ZkTest(sessionTimeout = "2s")
@Timeout(120)
class FaultsTest {
  private static final byte[] DATA = {1, 2, 3};

  private final ZkClients clients;

  FaultsTest(ZkClients clients) {
    this.clients = clients;
  }

  @RepeatedTest(10)
  void expireSessionReallyEndsTheSession(ZkWire zk, ZkWire observer, ZkFaults faults)
      throws Exception {
    curator(zk).create().withMode(CreateMode.EPHEMERAL).forPath("/mine", DATA);
    long before = sessionId(zk);
    faults.expireSession(zk);
    assertThat(exists(observer, "/mine")).as("gone when the method returns").isNull();
    await().until(() -> zk.state() == SessionState.CONNECTED && sessionId(zk) != before);
  }

  @Test
  void suspendAndResumeKeepTheSession(ZkWire observer, ZkFaults faults) throws Exception {
    ZkWire zk = patientClient();
    curator(zk).create().withMode(CreateMode.EPHEMERAL).forPath("/mine", DATA);
    long before = sessionId(zk);
    faults.suspend(zk);
    assertThat(zk.state()).isEqualTo(SessionState.SUSPENDED);
    assertThat(exists(observer, "/mine")).as("the servers keep the session").isNotNull();
    assertThat(observer.state()).isEqualTo(SessionState.CONNECTED);
    faults.resume(zk);
    assertThat(zk.state()).isEqualTo(SessionState.CONNECTED);
    assertThat(sessionId(zk)).isEqualTo(before);
  }

  @Test
  void suspendedBeyondItsTimeoutAClientComesBackWithANewSession(
      ZkWire zk, ZkWire observer, ZkFaults faults) throws Exception {
    curator(zk).create().withMode(CreateMode.EPHEMERAL).forPath("/mine", DATA);
    long before = sessionId(zk);
    faults.suspend(zk);
    await().until(() -> exists(observer, "/mine") == null);
    faults.resume(zk);
    await().until(() -> zk.state() == SessionState.CONNECTED && sessionId(zk) != before);
  }

  @Test
  void aBlackHoleIsNoticedAfterTwoThirdsOfTheTimeout(ZkWire zk, ZkFaults faults) {
    long start = System.nanoTime();
    faults.proxy(zk).blackHole();
    await().until(() -> zk.state() != SessionState.CONNECTED);
    assertThat(Duration.ofNanos(System.nanoTime() - start).toMillis()).isBetween(500L, 2_500L);
    faults.resume(zk);
  }

  @Test
  void aTestMayEndWithTheLinkCut(ZkWire zk, ZkFaults faults) throws Exception {
    curator(zk).create().withMode(CreateMode.EPHEMERAL).forPath("/mine", DATA);
    faults.suspend(zk);
  }

  @Test
  void aTestMayEndWithTheServerStopped(ZkFaults faults, ZkWire zk) {
    faults.stop();
    assertThat(zk.state()).isNotNull();
  }

  @Test
  void stopAndRestartKeepDataPortAndSession(ZkServer server, ZkFaults faults) throws Exception {
    ZkWire zk = patientClient();
    curator(zk).create().forPath("/kept", DATA);
    int port = server.port();
    long before = sessionId(zk);
    faults.stop();
    assertThat(server.isServing()).isFalse();
    assertThat(Ports.isFree(port)).isTrue();
    faults.restart();
    assertThat(server.port()).isEqualTo(port);
    assertThat(server.isServing()).isTrue();
    await().until(() -> zk.state() == SessionState.CONNECTED);
    assertThat(curator(zk).getData().forPath("/kept")).isEqualTo(DATA);
    assertThat(sessionId(zk)).isEqualTo(before);
  }

  @RepeatedTest(3)
  void restartsAtOnce(ZkWire zk, ZkFaults faults) throws Exception {
    faults.stop();
    faults.restart();
    assertThat(exists(zk, "/any")).isNull();
  }

  @Test
  void wipeForgetsNodesAndSessions(ZkWire zk, ZkFaults faults) throws Exception {
    curator(zk).create().forPath("/gone", DATA);
    long before = sessionId(zk);
    faults.wipe();
    ZkWire fresh = clients.newClient();
    assertThat(exists(fresh, "/gone")).isNull();
    await().until(() -> zk.state() == SessionState.CONNECTED && sessionId(zk) != before);
  }

  @Test
  void aSlowLinkSlowsItsOwnClientOnly(ZkWire slow, ZkWire fast, ZkFaults faults) throws Exception {
    faults.proxy(slow).delay(Duration.ofMillis(200));
    assertThat(roundTrip(slow)).isGreaterThanOrEqualTo(395L);
    await().until(() -> roundTrip(slow) <= 1_500L); // more only now and then, on a busy machine
    await().until(() -> roundTrip(fast) < 200L);
    faults.proxy(slow).heal();
    await().until(() -> roundTrip(slow) < 200L);
  }

  @Test
  void aSlowAndNarrowLinkKeepsItsSession(ZkWire zk, ZkFaults faults) throws Exception {
    long before = sessionId(zk);
    faults.proxy(zk).delay(Duration.ofMillis(200));
    faults.proxy(zk).bytesPerSecond(8_000);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    curator(zk).create().forPath("/n", DATA);
    for (int i = 0; System.nanoTime() < end; i++) {
      curator(zk).setData().forPath("/n", new byte[1_000]);
      assertThat(zk.state()).isEqualTo(SessionState.CONNECTED);
    }
    assertThat(sessionId(zk)).isEqualTo(before);
  }

  @Test
  void expireSessionWorksOnASlowLinkAndLeavesItSlow(ZkWire zk, ZkFaults faults) throws Exception {
    long before = sessionId(zk);
    faults.proxy(zk).delay(Duration.ofMillis(100));
    faults.expireSession(zk);
    await().until(() -> zk.state() == SessionState.CONNECTED && sessionId(zk) != before);
    assertThat(roundTrip(zk)).isGreaterThan(190L);
  }

  @Test
  void aClosedClientHasNoSessionToExpire(ZkWire zk, ZkFaults faults) {
    zk.close();
    assertThatThrownBy(() -> faults.expireSession(zk))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no session that could expire")
        .hasMessageContaining("CLOSED");
  }

  @Test
  void aStrangersClientHasNoProxy(ZkServer server, ZkFaults faults) {
    try (ZkWire stranger = ZkWire.builder().connect(server.connectString() + "/stranger").start()) {
      assertThatThrownBy(() -> faults.suspend(stranger))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("ZkClients.newClient()");
    }
  }

  @Test
  void aSingleServerHasNoFollower(ZkFaults faults) {
    assertThat(faults.leader()).isZero();
    assertThatThrownBy(faults::follower).hasMessageContaining("servers = 3");
    assertThatThrownBy(() -> faults.stop(1)).hasMessageContaining("no server 1");
  }

  private long roundTrip(ZkWire zk) throws Exception {
    long start = System.nanoTime();
    curator(zk).checkExists().forPath("/any");
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  private Stat exists(ZkWire zk, String path) throws Exception {
    return curator(zk).checkExists().forPath(path);
  }

  private static long sessionId(ZkWire zk) throws Exception {
    return zk.curator().getZookeeperClient().getZooKeeper().getSessionId();
  }

  /** A client that a slow machine does not make lose its session. */
  private ZkWire patientClient() {
    return clients.newClient(builder -> builder.sessionTimeout(Duration.ofSeconds(20)));
  }

  private CuratorFramework curator(ZkWire zk) {
    return clients.curator(zk);
  }
}
