package io.zkwire.tests.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.Live;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkMetrics;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Stranger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many keys, and large ones. */
@ZkTest(sessionTimeout = "6s")
@Tag("slow")
class LargeConfigTest {

  private final AtomicLong requests = new AtomicLong();
  private final ZkMetrics counting =
      new ZkMetrics() {
        @Override
        public void count(String counter, long by) {
          if (counter.equals("zkwire.requests")) {
            requests.addAndGet(by);
          }
        }

        @Override
        public void gauge(String gauge, LongSupplier value) {
          assertThat(value.getAsLong()).isGreaterThanOrEqualTo(-1); // -1: there is none
        }
      };

  @Test
  void twoHundredKeysOfHalfAMegabyteBindWithoutADisconnect(ZkWire zk, ZkClients clients) {
    byte[] large = new byte[512 << 10];
    Stranger stranger = new Stranger(zk, clients.chroot());
    for (int i = 0; i < 200; i++) {
      stranger.set("/config/large/k" + i, large);
    }
    ZkWire own = clients.newClient(o -> o.connectTimeout(Duration.ofMinutes(2))); // 100 MiB
    List<SessionState> states = new CopyOnWriteArrayList<>();
    own.onState(states::add);
    ManyLarge bound = own.create(ManyLarge.class);
    assertThat(bound.last().length).isEqualTo(large.length);
    assertThat(states).isEmpty();
  }

  @Test
  void tenThousandKeysAreComparedInFewRequestsAfterAReconnect(
      ZkWire zk, ZkClients clients, ZkFaults faults) {
    int keys = 10_000;
    for (int i = 0; i < keys; i += 500) {
      var transaction = zk.curator().transactionOp();
      List<org.apache.curator.framework.api.transaction.CuratorOp> ops = new ArrayList<>();
      zk.config().publish("many/first", 0);
      for (int k = i; k < i + 500; k++) {
        ops.add(create(transaction, clients.chroot() + "/config/many/k" + k));
      }
      commit(zk, ops);
    }
    ZkWire own = clients.newClient(o -> o.metrics(counting));
    AtomicInteger told = new AtomicInteger();
    List<Live<Integer>> all = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      Live<Integer> live = own.config().live("many/k" + i, Integer.class, 0);
      live.onChange(change -> told.incrementAndGet());
      all.add(live);
    }
    assertThat(own.watches()).hasSizeLessThanOrEqualTo(5);
    List<SessionState> states = new CopyOnWriteArrayList<>();
    own.onState(states::add);
    long before = requests.get();
    faults.suspend(own);
    faults.resume(own);
    await().atMost(30, TimeUnit.SECONDS).until(() -> states.contains(SessionState.CONNECTED));
    zk.config().publish("many/k0", 1);
    await().atMost(30, TimeUnit.SECONDS).until(() -> all.get(0).get() == 1);
    await().until(() -> told.get() == 1);
    assertThat(requests.get() - before)
        .as("keys/500 + 5, one for the changed key, one for the instance's node")
        .isLessThanOrEqualTo(keys / 500 + 5 + 2);
  }

  private static org.apache.curator.framework.api.transaction.CuratorOp create(
      org.apache.curator.framework.api.transaction.TransactionOp transaction, String path) {
    try {
      return transaction
          .create()
          .forPath(path, "0".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void commit(
      ZkWire zk, List<org.apache.curator.framework.api.transaction.CuratorOp> ops) {
    try {
      zk.curator().transaction().forOperations(ops);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
