package io.zkwire.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.ClusterView;
import io.zkwire.Membership;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.cluster.Staff.OfMany;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.zookeeper.client.ZKClientConfig;
import org.junit.jupiter.api.Test;

/** 5,000 members: a client that takes no answer beyond 256 KiB sees all of them, and keeps up. */
@ZkTest(sessionTimeout = "10s")
class LargeGroupTest {

  private static final int MEMBERS = 5_000;
  private static final int LARGEST = 256 << 10;

  private static CuratorFramework narrow(ZkServer server, String chroot) throws Exception {
    ZKClientConfig config = new ZKClientConfig();
    config.setProperty("jute.maxbuffer", Integer.toString(LARGEST));
    CuratorFramework client =
        CuratorFrameworkFactory.builder()
            .connectString(server.connectString())
            .namespace(chroot.substring(1))
            .zkClientConfig(config)
            .sessionTimeoutMs(10_000)
            .retryPolicy(new RetryOneTime(100))
            .build();
    client.start();
    assertThat(client.blockUntilConnected(30, TimeUnit.SECONDS)).isTrue();
    return client;
  }

  private static List<Membership> join(ZkWire zk, String group) throws Exception {
    List<CompletableFuture<Membership>> joining = new ArrayList<>();
    for (int i = 0; i < MEMBERS; i++) {
      joining.add(zk.joinAsync(group, "m" + i));
    }
    List<Membership> all = new ArrayList<>();
    for (CompletableFuture<Membership> each : joining) {
      all.add(each.get(120, TimeUnit.SECONDS));
    }
    return all;
  }

  private static void seen(ZkWire zk, ZkWire narrow, String group, List<Membership> members) {
    try (ClusterView view = narrow.members(group)) {
      assertThat(view.all()).hasSize(MEMBERS);
      members.get(17).close();
      await().until(() -> view.find("m17").isEmpty());
      Membership back = zk.join(group, "m17");
      await().until(() -> view.find(back.id()).isPresent());
    }
  }

  @Test
  void allAreSeenInAnswersOfNoMoreThan256KiB(ZkClients clients, ZkServer server) throws Exception {
    ZkWire zk = clients.newClient(b -> b.property("id", "first"));
    CuratorFramework client = narrow(server, clients.chroot());
    try (ZkWire narrow = ZkWire.builder().framework(client).start()) {
      seen(zk, narrow, "flat", join(zk, "flat"));
      zk.create(OfMany.class); // its annotation divides the group
      List<Membership> crowd = join(zk, "crowd");
      zk.join("crowd", "first").close();
      assertThat(client.getChildren().forPath("/members/crowd")).hasSizeLessThanOrEqualTo(16);
      try (ClusterView view = narrow.members("crowd")) {
        assertThat(view.all()).hasSize(MEMBERS + 1);
      }
      assertThat(crowd).hasSize(MEMBERS);
    } finally {
      client.close();
    }
  }
}
