package io.zkwire.runtime.exclusive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.Test;

/** R7 and R9: what a listing and the Stat of the root tell. */
class LineViewTest {

  private static final String A = "_c_0a0a0a0a-0000-4000-8000-00000000000a-latch-";
  private static final String B = "_c_0b0b0b0b-0000-4000-8000-00000000000b-latch-";
  private static final String C = "_c_0c0c0c0c-0000-4000-8000-00000000000c-__READ__";
  private static final String D = "_c_0d0d0d0d-0000-4000-8000-00000000000d-__READ__";
  private static final String P = "0e0e0e0e-0000-4000-8000-00000000000e-";

  private static Stat stat(int creates, int children, int version) {
    Stat stat = new Stat();
    stat.setCversion(creates * 2 - children); // what the server reports
    stat.setNumChildren(children);
    stat.setVersion(version);
    return stat;
  }

  @Test
  void theOldestStandsFirst() {
    List<String> names = List.of(B + "0000000009", A + "0000000007", C + "0000000008");
    LineView view = LineView.of(names, stat(10, 3, 7));
    assertThat(view.standing().stream().map(LineView.Standing::name))
        .containsExactly(A + "0000000007", C + "0000000008", B + "0000000009");
    assertThat(view.standing().get(0).id()).isEqualTo("0a0a0a0a-0000-4000-8000-00000000000a");
    assertThat(view.before(B + "0000000009", false)).hasSize(2);
    assertThat(view.before(A + "0000000007", false)).isEmpty();
    assertThat(view.unaccounted()).isZero();
    assertThat(view.named("0c0c0c0c-0000-4000-8000-00000000000c")).isEqualTo(C + "0000000008");
    assertThat(view.stands("nobody")).isFalse();
  }

  @Test
  void sharedOnesLetEachOtherPass() {
    List<String> names = List.of(C + "0000000001", A + "0000000002", D + "0000000003");
    LineView view = LineView.of(names, stat(4, 3, 1));
    assertThat(view.before(D + "0000000003", true)).containsExactly(A + "0000000002");
    assertThat(view.before(C + "0000000001", true)).isEmpty();
    assertThat(view.before(A + "0000000002", false)).containsExactly(C + "0000000001");
  }

  @Test
  void theOrderHoldsAcrossTheWrapOfTheNumber() {
    // The server counts 2^31 - 1, then -2^31.
    List<String> names = List.of(A + "2147483647", B + "-2147483648", P + "-2147483647");
    LineView view = LineView.of(names, stat(Integer.MIN_VALUE + 2, 3, 0));
    assertThat(view.standing().stream().map(LineView.Standing::name))
        .containsExactly(A + "2147483647", B + "-2147483648", P + "-2147483647");
  }

  @Test
  void whatIsNoCandidateIsPassedOver() {
    LineView view = LineView.of(List.of("born", "lock-12", P + "0000000001"), stat(3, 3, 0));
    assertThat(view.standing()).hasSize(1);
    assertThat(view.standing().get(0).id()).isEqualTo("0e0e0e0e-0000-4000-8000-00000000000e");
  }

  @Test
  void aUuidIsReadOnlyWhereOneStands() {
    String upper = "_c_0A0A0A0A-0000-4000-8000-00000000000A-latch-0000000001";
    String shorter = "_c_0a0a0a0a-0000-4000-8000-0000000000-latch-0000000002";
    String glued = "_c_0a0a0a0a-0000-4000-8000-00000000000a_latch-0000000003";
    LineView view = LineView.of(List.of(upper, shorter, glued, "0000000004"), stat(5, 4, 0));
    assertThat(view.standing().stream().map(LineView.Standing::name))
        .containsExactly(upper, shorter, glued, "0000000004");
    assertThat(view.standing()).allMatch(one -> one.id().isEmpty());
  }

  @Test
  void departuresThatWereNotReleasedAreCounted() {
    assertThat(LineView.of(List.of(), stat(5, 0, 5)).unaccounted()).isZero();
    assertThat(LineView.of(List.of(), stat(5, 0, 3)).unaccounted()).isEqualTo(2);
    assertThat(LineView.of(List.of(), stat(5, 2, 3)).unaccounted()).isZero();
    assertThat(LineView.of(List.of(), stat(1, 0, 0)).newborn()).isTrue();
    assertThat(LineView.of(List.of(), stat(2, 1, 0)).newborn()).isTrue();
    assertThat(LineView.of(List.of(), stat(2, 0, 0)).newborn()).isFalse();
    assertThat(LineView.of(List.of(), stat(5, 0, 6)).overcounted())
        .as("a stranger wrote the root")
        .isTrue();
  }

  /** The formulas are ZooKeeper's: asked of a real server. */
  @Test
  void aRealServerCountsSo() throws Exception {
    try (TestingServer server = new TestingServer();
        CuratorFramework client =
            CuratorFrameworkFactory.newClient(server.getConnectString(), new RetryOneTime(100))) {
      client.start();
      client.create().forPath("/root", new byte[0]);
      Map<String, Integer> byName = new TreeMap<>();
      for (int i = 0; i < 5; i++) {
        String path =
            client
                .create()
                .withMode(CreateMode.EPHEMERAL_SEQUENTIAL)
                .forPath("/root/" + A, new byte[0]);
        byName.put(path.substring("/root/".length()), i);
      }
      client.delete().forPath("/root/" + byName.keySet().iterator().next());
      client.setData().forPath("/root", new byte[0]);
      client.delete().forPath("/root/" + A + "0000000001");
      Stat stat = client.checkExists().forPath("/root");
      LineView view = LineView.of(client.getChildren().forPath("/root"), stat);
      assertThat(view.departures()).isEqualTo(2);
      assertThat(view.unaccounted()).isEqualTo(1);
      assertThat(view.standing().stream().map(LineView.Standing::age)).containsExactly(3, 2, 1);
    }
  }
}
