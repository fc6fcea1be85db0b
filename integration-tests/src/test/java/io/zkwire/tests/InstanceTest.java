package io.zkwire.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zkwire.ZkConnectException;
import io.zkwire.annotation.ZkConfig;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.Test;

/** What a connection writes under {@code /zkwire}. */
@ZkTest(sessionTimeout = "2s")
class InstanceTest {

  static class Described {
    /** How often the report is made. More follows here. */
    @ZkConfig("report/interval")
    volatile int interval = 5;
  }

  private static JsonNode json(ZkWire zk, String path) throws Exception {
    return new ObjectMapper().readTree(zk.curator().getData().forPath(path));
  }

  @Test
  void tellsOperatorsWhatItUsesAndWhichVersionItHasLoaded(
      ZkWire zk, ZkClients clients, ZkFaults faults) throws Exception {
    String root = clients.chroot() + "/zkwire";
    String instance = root + "/instances/" + zk.id();
    zk.config().publish("report/interval", 7);
    Described bound = zk.create(Described.class);
    assertThat(bound.interval).isEqualTo(7);
    long mzxid = zk.config().read("report/interval").orElseThrow().version().mzxid();
    await()
        .atMost(30, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(
            () ->
                json(zk, instance)
                    .path("versions")
                    .path("/config/report/interval")
                    .asText()
                    .equals(Long.toHexString(mzxid)));
    String hash = json(zk, instance).path("manifests").path(Described.class.getName()).asText();
    JsonNode key = json(zk, root + "/manifests/" + hash).path("config").get(0);
    assertThat(key.path("key").asText()).isEqualTo("report/interval");
    assertThat(key.path("type").asText()).isEqualTo("int");
    assertThat(key.path("default").asText()).isEqualTo("5");
    assertThat(key.path("doc").asText()).isEqualTo("How often the report is made.");

    Stat before = zk.curator().checkExists().forPath(instance);
    faults.expireSession(zk);
    await()
        .atMost(30, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(
            () ->
                zk.curator().checkExists().forPath(instance).getEphemeralOwner()
                    != before.getEphemeralOwner());
    assertThat(zk.curator().checkExists().forPath(instance).getEphemeralOwner())
        .isEqualTo(zk.curator().getZookeeperClient().getZooKeeper().getSessionId());
  }

  @Test
  void refusesALayoutThatItDoesNotKnow(ZkWire zk, ZkClients clients, ZkServer server)
      throws Exception {
    zk.curator()
        .setData()
        .forPath(clients.chroot() + "/zkwire/version", "2".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> ZkWire.connect(server.connectString() + clients.chroot()))
        .isInstanceOf(ZkConnectException.class)
        .hasMessageStartingWith("[ZK-SESSION-02]");
  }
}
