package io.zkwire.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.ClusterView;
import io.zkwire.Member;
import io.zkwire.MemberDeparture;
import io.zkwire.Membership;
import io.zkwire.Reason;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.junit.jupiter.api.Test;

/** Members and views by handles, and what is left of them afterwards: nothing. */
@ZkTest
class ClusterCloseTest {

  private static CuratorFramework client(ZkServer server, ZkClients clients) throws Exception {
    CuratorFramework client =
        CuratorFrameworkFactory.builder()
            .connectString(server.connectString())
            .namespace(clients.chroot().substring(1))
            .retryPolicy(new RetryOneTime(100))
            .build();
    client.start();
    assertThat(client.blockUntilConnected(30, TimeUnit.SECONDS)).isTrue();
    return client;
  }

  @Test
  void nothingIsLeftOnAClientThatGoesOn(ZkWire zk, ZkServer server, ZkClients clients)
      throws Exception {
    List<MemberDeparture> left = new CopyOnWriteArrayList<>();
    ClusterView seen = zk.members("handles");
    seen.onChange(change -> left.addAll(change.left()));
    try (CuratorFramework client = client(server, clients)) {
      ZkWire own = ZkWire.builder().framework(client).start();
      Membership closed = own.join("handles", "closed");
      await().until(() -> seen.find("closed").isPresent()); // else it may come and go unseen
      closed.close();
      Membership self = own.join("handles", "${host}-${pid}");
      assertThat(self.id()).endsWith("-" + ProcessHandle.current().pid());
      own.members("handles");
      assertThat(own.watches()).containsExactly("/operators/handles", "/members/handles");
      await().until(() -> seen.find(self.id()).isPresent());
      own.close();
      assertThat(client.getChildren().forPath("/members/handles")).isEmpty();
      await().until(() -> left.size() == 2);
      assertThat(left).allMatch(departure -> departure.reason() == Reason.LEFT);
    }
  }

  @Test
  void theLastHandleAndTheLastViewEndIt(ZkWire zk) {
    Membership one = zk.join("handles", "same");
    Membership other = zk.join("handles", "same");
    ClusterView view = zk.members("handles");
    ClusterView twin = zk.members("handles");
    one.close();
    one.close();
    assertThat(other.joined()).isTrue();
    assertThat(view.all()).extracting(Member::id).containsExactly("same");
    view.close();
    assertThat(zk.watches()).hasSize(2);
    other.state("phase", () -> "last");
    await().until(() -> "last".equals(twin.all().get(0).state().get("phase")));
    other.close();
    assertThat(other.joined()).isFalse();
    await().until(() -> twin.all().isEmpty());
    assertThat(view.all()).as("a closed view stays as it was").hasSize(1);
    twin.close();
    assertThat(zk.watches()).isEmpty();
    Membership again = zk.join("handles", "same");
    assertThat(again.joined()).isTrue();
  }
}
