package io.zkwire.tests.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.ErrorCode;
import io.zkwire.IdException;
import io.zkwire.IdGenerator;
import io.zkwire.ZkWireException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Stranger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.RetryOneTime;
import org.junit.jupiter.api.Test;

/** R12: an ensemble that was set back to a backup, or that another one stands in for. */
@ZkTest(sessionTimeout = "2s", serverPerMethod = true)
class OtherEnsembleIdTest {

  private static void take(IdGenerator ids, Set<Long> seen, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(seen.add(ids.nextLong())).isTrue();
    }
  }

  /** Asks until ZK-ID-26 is the answer; no number is given a second time before. */
  private static void assertRefusesAndRepeatsNothing(IdGenerator ids, Set<Long> seen) {
    List<Long> repeated = new ArrayList<>();
    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> {
              try {
                long number = ids.nextLong();
                if (!seen.add(number)) {
                  repeated.add(number);
                }
                return !repeated.isEmpty();
              } catch (ZkWireException e) {
                return e.code() == ErrorCode.ID_BACK;
              }
            });
    assertThat(repeated).as("given twice").isEmpty();
  }

  /** Between a new session and the look at its ensemble nothing that it says is trusted. */
  @Test
  void nothingIsTakenBeforeTheEnsembleWasLookedAt(
      ZkClients clients, ZkFaults faults, ZkServer server) {
    AtomicBoolean slow = new AtomicBoolean();
    CountDownLatch held = new CountDownLatch(1);
    CuratorFramework foreign =
        CuratorFrameworkFactory.builder()
            .connectString(server.connectString())
            .sessionTimeoutMs(2_000)
            .connectionTimeoutMs(2_000)
            .retryPolicy(new RetryOneTime(100))
            .build();
    foreign
        .getConnectionStateListenable()
        .addListener(
            (client, state) -> {
              if (state == ConnectionState.RECONNECTED && slow.get()) {
                hold(held);
              }
            });
    foreign.start();
    try (foreign;
        ZkWire zk =
            ZkWire.builder().framework(foreign).connectTimeout(Duration.ofSeconds(2)).start()) {
      IdGenerator ids = zk.ids("orders");
      take(ids, new HashSet<>(), 10);
      slow.set(true);
      faults.wipe();
      ZkWire fresh = clients.newClient(b -> b.connect(server.connectString()));
      fresh.ids("orders").nextLong();
      Stranger stranger = new Stranger(fresh, "");
      stranger.set("/ids/orders/counter", "10000 00000000-0000-0000-0000-000000000000");
      stranger.set("/zkwire/ids/orders", "10000 00000000-0000-0000-0000-000000000000");
      await().atMost(60, TimeUnit.SECONDS).until(() -> foreign.getZookeeperClient().isConnected());
      long[] last = {0};
      await() // the numbers of the old ensemble are used up
          .atMost(60, TimeUnit.SECONDS)
          .until(
              () -> {
                try {
                  for (int i = 0; i < 10_000 && last[0] < 10_000; i++) {
                    last[0] = ids.nextLong();
                  }
                  return true;
                } catch (IdException e) {
                  return true;
                }
              });
      assertThat(last[0]).as("others had it from the old ensemble").isLessThan(10_000);
      held.countDown();
      assertRefusesAndRepeatsNothing(ids, new HashSet<>());
    } finally {
      held.countDown();
    }
  }

  private static void hold(CountDownLatch held) {
    try {
      assertThat(held.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
