package io.zkwire.tests.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.Endpoint;
import io.zkwire.EndpointFormat;
import io.zkwire.EndpointOffer;
import io.zkwire.Endpoints;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.x.discovery.ServiceCache;
import org.apache.curator.x.discovery.ServiceDiscovery;
import org.apache.curator.x.discovery.ServiceDiscoveryBuilder;
import org.apache.curator.x.discovery.ServiceInstance;
import org.apache.curator.x.discovery.ServiceProvider;
import org.apache.curator.x.discovery.details.JsonInstanceSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.commons.util.InetUtils;
import org.springframework.cloud.commons.util.InetUtilsProperties;
import org.springframework.cloud.zookeeper.discovery.ZookeeperDiscoveryClient;
import org.springframework.cloud.zookeeper.discovery.ZookeeperDiscoveryProperties;
import org.springframework.cloud.zookeeper.discovery.ZookeeperInstance;
import org.springframework.cloud.zookeeper.serviceregistry.ServiceInstanceRegistration;
import org.springframework.cloud.zookeeper.serviceregistry.ZookeeperServiceRegistry;

/** Ours and the real clients of Curator's x-discovery and of Spring Cloud Zookeeper, both ways. */
@ZkTest
class WireFormatTest {

  private ZkWire zk;
  private CuratorFramework curator;

  @BeforeEach
  void connect(ZkWire zk, ZkClients clients) {
    this.zk = zk;
    this.curator = clients.curator(clients.newClient());
  }

  private <T> ServiceDiscovery<T> discovery(Class<T> payload) throws Exception {
    ServiceDiscovery<T> discovery =
        ServiceDiscoveryBuilder.builder(payload)
            .client(curator)
            .basePath("/services")
            .serializer(new JsonInstanceSerializer<>(payload))
            .build();
    discovery.start();
    return discovery;
  }

  private static ZookeeperDiscoveryClient spring(ServiceDiscovery<ZookeeperInstance> discovery) {
    InetUtils inet = new InetUtils(new InetUtilsProperties());
    return new ZookeeperDiscoveryClient(discovery, null, new ZookeeperDiscoveryProperties(inet));
  }

  @Test
  void xDiscoveryFindsOurs() throws Exception {
    zk.registrations()
        .register(
            "app1",
            EndpointOffer.at("10.0.0.1", 80)
                .withWeight(3)
                .withZone("eu")
                .withTags(Set.of("v2"))
                .withMetadata(Map.of("a", "b")));
    try (ServiceDiscovery<Void> none = discovery(Void.class);
        ServiceDiscovery<Object> map = discovery(Object.class);
        ServiceCache<Void> cache = none.serviceCacheBuilder().name("app1").build();
        ServiceProvider<Object> provider =
            map.serviceProviderBuilder().serviceName("app1").build()) {
      assertThat(none.queryForNames()).contains("app1");
      ServiceInstance<Void> found = none.queryForInstances("app1").iterator().next();
      assertThat(found.getName()).isEqualTo("app1");
      assertThat(found.getId()).isEqualTo(zk.registrations().list().get(0).id());
      assertThat(found.getAddress()).isEqualTo("10.0.0.1");
      assertThat(found.getPort()).isEqualTo(80);
      assertThat(found.buildUriSpec()).endsWith("://10.0.0.1:80");
      cache.start();
      assertThat(cache.getInstances()).hasSize(1);
      provider.start();
      await().until(() -> provider.getInstance() != null);
      zk.registrations().withdraw();
      await().until(() -> cache.getInstances().isEmpty());
    }
  }

  @Test
  void oursFindsThatOfXDiscoveryWhateverItsPayload() throws Exception {
    Endpoints found = zk.endpoints("app1");
    try (ServiceDiscovery<Settings> discovery = discovery(Settings.class)) {
      Settings settings = new Settings();
      settings.name = "x";
      ServiceInstance<Settings> instance =
          ServiceInstance.<Settings>builder()
              .name("app1")
              .id("theirs")
              .address("10.0.0.1")
              .port(80)
              .payload(settings)
              .build();
      discovery.registerService(instance);
      await().until(() -> found.list().size() == 1);
      assertThat(found.pick().id()).isEqualTo("theirs");
      assertThat(found.pick().address()).isEqualTo("10.0.0.1:80");
      discovery.unregisterService(instance);
      await().until(() -> found.list().isEmpty());
    }
  }

  /** A payload of an application. */
  public static class Settings {
    /** Anything. */
    public String name = "";
  }

  @Test
  void springFindsOursInBothForms() throws Exception {
    zk.registrations().register("app1", EndpointOffer.at("10.0.0.1", 80));
    zk.registrations()
        .register(
            "app1",
            EndpointOffer.at("10.0.0.2", 80)
                .withZone("eu")
                .withWeight(3)
                .withMetadata(Map.of("a", "b"))
                .withFormat(EndpointFormat.SPRING));
    try (ServiceDiscovery<ZookeeperInstance> discovery = discovery(ZookeeperInstance.class)) {
      List<org.springframework.cloud.client.ServiceInstance> found =
          spring(discovery).getInstances("app1");
      assertThat(found)
          .extracting(i -> i.getHost() + ":" + i.getPort())
          .containsExactlyInAnyOrder("10.0.0.1:80", "10.0.0.2:80");
      assertThat(found).filteredOn(i -> i.getHost().equals("10.0.0.1")).hasSize(1);
      assertThat(found)
          .filteredOn(i -> i.getHost().equals("10.0.0.2"))
          .singleElement()
          .satisfies(
              i ->
                  assertThat(i.getMetadata())
                      .containsEntry("zone", "eu")
                      .containsEntry("weight", "3")
                      .containsEntry("a", "b")
                      .containsEntry("instance_status", "UP"));
    }
  }

  @Test
  void oursFindsThatOfSpringAndRespectsThatItIsOutOfService() throws Exception {
    Endpoints found = zk.endpoints("app1");
    try (ServiceDiscovery<ZookeeperInstance> discovery = discovery(ZookeeperInstance.class);
        ZookeeperServiceRegistry registry = new ZookeeperServiceRegistry(discovery)) {
      ServiceInstanceRegistration registration =
          ServiceInstanceRegistration.builder()
              .defaultUriSpec()
              .address("10.0.0.1")
              .port(80)
              .name("app1")
              .payload(
                  new ZookeeperInstance(
                      "app1", "app1", new java.util.HashMap<>(Map.of("zone", "eu"))))
              .build();
      registry.register(registration);
      await().until(() -> found.list().size() == 1);
      Endpoint endpoint = found.pick();
      assertThat(endpoint.address()).isEqualTo("10.0.0.1:80");
      assertThat(endpoint.zone()).isEqualTo("eu");
      registry.setStatus(registration, "OUT_OF_SERVICE");
      await().until(() -> found.list().isEmpty());
      registry.setStatus(registration, "UP");
      await().until(() -> found.list().size() == 1);
      registry.deregister(registration);
      await().until(() -> found.list().isEmpty());
    }
  }

  /** F7: their serializer would make an object of the class that the node names. */
  @Test
  void aClassThatANodeNamesIsDataAndNothingMore(ZkClients clients) throws Exception {
    String json =
        Stream.of(
                "{'name':'app1','id':'x','address':'10.0.0.1','port':80,",
                "'payload':{'@class':'" + Trap.class.getName() + "','command':'x'},",
                "'registrationTimeUTC':1,'serviceType':'DYNAMIC','uriSpec':null}")
            .reduce("", String::concat)
            .replace('\'', '"');
    curator.create().creatingParentsIfNeeded().forPath("/services/app1/x", json.getBytes(UTF_8));
    Endpoints found = zk.endpoints("app1");
    assertThat(found.pick().address()).isEqualTo("10.0.0.1:80");
    assertThat(Trap.sprung).as("ours has not loaded it").isFalse();
    try (ServiceDiscovery<Object> theirs = discovery(Object.class)) {
      theirs.queryForInstances("app1");
    }
    assertThat(Trap.sprung).as("theirs has: or this test would show nothing").isTrue();
  }

  /** Is sprung by a setter. */
  public static class Trap {
    static volatile boolean sprung;

    /** Runs what a node says. */
    public void setCommand(String command) {
      sprung = true;
    }
  }
}
