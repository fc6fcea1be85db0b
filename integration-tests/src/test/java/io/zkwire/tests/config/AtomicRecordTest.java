package io.zkwire.tests.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.annotation.Layout;
import io.zkwire.annotation.OnConfigChange;
import io.zkwire.annotation.ZkConfig;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkEnsemble;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand publishes of a record, read through a follower under load: none is ever seen half.
 */
@Tag("slow")
@ZkTest(servers = 3, sessionTimeout = "10s")
class AtomicRecordTest {

  private static final int PUBLISHES = 10_000;

  record Four(long a, long b, long c, long d) {
    boolean mixed() {
      return a != b || b != c || c != d;
    }
  }

  static class Holder {
    @ZkConfig(value = "torture/tree", layout = Layout.SUBTREE)
    volatile Four tree = new Four(0, 0, 0, 0);

    @ZkConfig("torture/node")
    volatile Four node = new Four(0, 0, 0, 0);

    final List<Four> mixed = new CopyOnWriteArrayList<>();
    final AtomicInteger told = new AtomicInteger();

    @OnConfigChange("torture/tree")
    void treeChanged(Four now) {
      told.incrementAndGet();
      if (now.mixed()) {
        mixed.add(now);
      }
    }
  }

  @Test
  void noRecordIsEverMixed(ZkEnsemble ensemble, ZkClients clients) throws Exception {
    ZkWire publisher = clients.newClient(o -> o.history(0));
    ZkWire reader = clients.onServer(ensemble.follower()).newClient();
    Holder holder = reader.create(Holder.class);
    AtomicBoolean publishing = new AtomicBoolean(true);
    List<Four> seenMixed = new CopyOnWriteArrayList<>();
    Thread watcher =
        new Thread(
            () -> {
              while (publishing.get()) {
                Four tree = holder.tree;
                Four node = holder.node;
                if (tree.mixed() || node.mixed()) {
                  seenMixed.add(tree);
                }
                LockSupport.parkNanos(
                    20_000); // as often as it changes, and leaves the cores to others
              }
            });
    Thread load = new Thread(() -> load(clients, publishing));
    watcher.start();
    load.start();
    for (int i = 1; i <= PUBLISHES; i++) {
      if (i % 10 == 0) {
        publisher.config().publish("torture/node", new Four(i, i, i, i));
      }
      publisher.config().publishTree("torture/tree", new Four(i, i, i, i));
    }
    await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> holder.tree.a() == PUBLISHES && holder.node.a() == PUBLISHES);
    publishing.set(false);
    watcher.join();
    load.join();
    assertThat(seenMixed).isEmpty();
    assertThat(holder.mixed).isEmpty();
    assertThat(holder.told.get()).as("it saw the record on its way").isGreaterThan(100);
  }

  private static void load(ZkClients clients, AtomicBoolean publishing) {
    ZkWire other = clients.newClient(o -> o.history(0));
    for (int i = 0; publishing.get(); i++) {
      other.config().publish("load", i);
    }
  }
}
