package io.zkwire.tests.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.config.Settings.AllTypes;
import io.zkwire.tests.config.Settings.Listening;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.junit.jupiter.api.Test;

/** What is left when a connection is closed: nothing. */
@ZkTest
class CloseTest {

  private static Set<Thread> threads(ZkWire of) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("zkwire-" + of.id().substring(0, 8)))
        .collect(Collectors.toSet());
  }

  @Test
  void leavesNoThreadNoNodeAndNoWatch(ZkWire zk, ZkClients clients, ZkServer server)
      throws Exception {
    ZkWire own = ZkWire.connect(server.connectString() + clients.chroot());
    own.create(AllTypes.class);
    own.create(Listening.class);
    String node = clients.chroot() + "/zkwire/instances/" + own.id();
    await().until(() -> zk.curator().checkExists().forPath(node) != null);
    assertThat(threads(own)).isNotEmpty();
    own.close();
    own.close();
    await().untilAsserted(() -> assertThat(threads(own)).isEmpty());
    assertThat(zk.curator().checkExists().forPath(node)).isNull();
  }

  /** Objects come and go beside one that stays: it never loses its key or its watch. */
  @Test
  void bindingsThatCloseTakeNothingFromThoseThatStay(ZkWire zk, ZkClients clients)
      throws Exception {
    for (int round = 1; round <= 50; round++) {
      Listening leaving = zk.create(Listening.class);
      Thread closer = new Thread(() -> zk.bind(leaving).close());
      closer.start();
      Listening staying = zk.create(Listening.class);
      closer.join();
      int value = round;
      zk.config().publish("l/n", value);
      await().until(() -> staying.n == value);
      zk.bind(staying).close();
    }
    assertThat(zk.watches()).isEmpty();
  }

  @Test
  void everyStateListenerIsToldTheEnd(ZkServer server, ZkClients clients) {
    ZkWire own = ZkWire.connect(server.connectString() + clients.chroot());
    Set<Integer> told = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 3; i++) {
      int listener = i;
      own.onState(
          state -> {
            if (state == SessionState.CLOSED) {
              told.add(listener);
            }
          });
    }
    own.close();
    assertThat(told).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void aClientOfTheApplicationIsUsedAndLeftOpen(ZkServer server, ZkWire zk, ZkClients clients)
      throws Exception {
    try (CuratorFramework client =
        CuratorFrameworkFactory.builder()
            .connectString(server.connectString())
            .namespace(clients.chroot().substring(1) + "/inner")
            .retryPolicy(new RetryOneTime(100))
            .build()) {
      client.start();
      client.blockUntilConnected();
      try (ZkWire own = ZkWire.builder().framework(client).start()) {
        own.config().publish("k", "v");
        assertThat(new String(client.getData().forPath("/config/k"))).isEqualTo("v");
      }
      assertThat(client.checkExists().forPath("/zkwire/instances").getNumChildren()).isZero();
      assertThat(client.getZookeeperClient().isConnected()).isTrue();
    }
  }
}
