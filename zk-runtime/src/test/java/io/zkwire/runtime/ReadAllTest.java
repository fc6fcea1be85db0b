package io.zkwire.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zkwire.ConfigEntry;
import io.zkwire.ConfigTransaction;
import io.zkwire.ZkAccessDeniedException;
import java.util.List;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading all keys at once, against one real server. */
class ReadAllTest {

  private final Counting counting = new Counting();
  private TestingServer server;
  private ZkWire zk;

  @BeforeEach
  void connect() throws Exception {
    server = new TestingServer();
    zk =
        ZkWire.builder()
            .connect(server.getConnectString() + "/app/one")
            .history(0)
            .metrics(counting)
            .start();
  }

  @AfterEach
  void close() throws Exception {
    zk.close();
    server.close();
  }

  private void publish(int keys, int groups) {
    for (int from = 0; from < keys; from += 100) {
      ConfigTransaction some = zk.config().transaction();
      for (int i = from; i < from + 100; i++) {
        some.publish("many/g" + i % groups + "/k" + i, i);
      }
      some.commit();
    }
  }

  /** What a list and single reads of the same keys cost, and give. */
  private List<ConfigEntry> oneByOne() {
    return zk.config().list("").stream().map(key -> zk.config().read(key).orElseThrow()).toList();
  }

  @Test
  void fiveHundredKeysCostAFewRequestsWhereOneByOneTheyCostAThousand() { // how many, the network
    // says
    publish(500, 1);
    long before = counting.requests();
    List<ConfigEntry> single = oneByOne();
    long each = counting.requests() - before;
    List<ConfigEntry> all = zk.config().readAll("");
    long together = counting.requests() - before - each;
    assertThat(all).hasSize(500);
    assertThat(all)
        .map(ConfigEntry::toString)
        .isEqualTo(single.stream().map(Object::toString).toList());
    assertThat(all.get(0).text()).isEqualTo(single.get(0).text());
    assertThat(each).isBetween(1_003L, 1_006L); // with what this process tells of itself
    assertThat(together).isLessThan(100);
  }

  @Test
  void whatStandsInManyPlacesIsReadDepthByDepth() {
    publish(1_000, 50);
    zk.config().publish("many", "a value above others");
    long before = counting.requests();
    List<ConfigEntry> all = zk.config().readAll("many");
    assertThat(counting.requests() - before).isLessThan(100);
    assertThat(all).hasSize(1_001);
    assertThat(all.get(0).key()).isEqualTo("many");
    assertThat(zk.config().readAll("many/g7"))
        .map(ConfigEntry::key)
        .hasSize(20)
        .isSorted()
        .allMatch(key -> key.startsWith("many/g7/k"));
  }

  @Test
  void valuesAreThoseOfListAndRead() throws Exception {
    assertThat(zk.config().readAll("")).isEmpty();
    assertThat(zk.config().readAll("nothing")).isEmpty();
    zk.config().publish("empty", new byte[0]);
    zk.config().publish("parent/child", "x");
    zk.config().publish("/elsewhere/key", "y");
    assertThat(zk.config().readAll("").stream().map(ConfigEntry::key).toList())
        .isEqualTo(zk.config().list(""));
    assertThat(zk.config().readAll("/elsewhere").get(0).key()).isEqualTo("/elsewhere/key");
    byte[] large = new byte[400 << 10];
    for (int i = 0; i < 40; i++) {
      zk.config().publish("large/k" + i, large);
    }
    assertThat(zk.config().readAll("large"))
        .hasSize(40)
        .allMatch(e -> e.bytes().length == 400 << 10);
  }

  @Test
  void aNodeThatAnAclClosesIsNamed() throws Exception {
    zk.config().publish("open", 1);
    zk.config().publish("closed", 1);
    zk.curator()
        .setACL()
        .withACL(List.of(new ACL(ZooDefs.Perms.ADMIN, new Id("world", "anyone"))))
        .forPath("/app/one/config/closed");
    assertThatThrownBy(() -> zk.config().readAll(""))
        .isInstanceOf(ZkAccessDeniedException.class)
        .hasMessageContaining("/app/one/config/closed");
  }
}
