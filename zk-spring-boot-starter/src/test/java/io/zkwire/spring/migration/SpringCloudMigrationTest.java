package io.zkwire.spring.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.EndpointOffer;
import io.zkwire.EndpointRegistration;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.spring.ZkWireAutoConfiguration;
import io.zkwire.spring.ZkWireCloudAutoConfiguration;
import io.zkwire.spring.ZkWireGuardAutoConfiguration;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * What docs/migrate-from-spring-cloud-zookeeper.md moves: the same tests before and after. Spring
 * Cloud Zookeeper has a class loader of its own, since it takes part in every application that sees
 * it.
 */
@Tag("long")
@ZkTest(sessionTimeout = "4s")
class SpringCloudMigrationTest {

  private static final Path JARS = Path.of("target", "spring-cloud-zookeeper");
  private static final String CLOUD = "org.springframework.cloud.";

  /** Which library. */
  enum Side {
    BEFORE,
    AFTER
  }

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(CloudLimits.class)
  static class Before {}

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    ZkWireGuardAutoConfiguration.class,
    ZkWireAutoConfiguration.class,
    ZkWireCloudAutoConfiguration.class
  })
  @Import(WiredLimits.class)
  static class After {}

  private static ConfigurableApplicationContext start(Side side, String place) throws Exception {
    return side == Side.BEFORE
        ? run(
            cloud(),
            "--spring.config.import=zookeeper:",
            "--spring.cloud.zookeeper.connect-string=" + place,
            "--spring.cloud.zookeeper.discovery.register=false")
        : run(
            new SpringApplicationBuilder(After.class),
            "--spring.config.import=zkwire:shop",
            "--zkwire.connect=" + place);
  }

  private static ConfigurableApplicationContext run(
      SpringApplicationBuilder application, String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.add("--spring.application.name=shop");
    all.add("--spring.main.banner-mode=off");
    return application.web(WebApplicationType.NONE).run(all.toArray(String[]::new));
  }

  private static SpringApplicationBuilder cloud() throws Exception {
    ClassLoader loader =
        new URLClassLoader(jars(), SpringCloudMigrationTest.class.getClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    List<Class<?>> sources = new ArrayList<>(List.of(Before.class));
    for (String name :
        List.of(
            "autoconfigure.RefreshAutoConfiguration",
            "autoconfigure.ConfigurationPropertiesRebinderAutoConfiguration",
            "zookeeper.ZookeeperAutoConfiguration",
            "zookeeper.config.ZookeeperConfigAutoConfiguration",
            "commons.util.UtilAutoConfiguration",
            "zookeeper.support.CuratorServiceDiscoveryAutoConfiguration",
            "zookeeper.discovery.ZookeeperDiscoveryAutoConfiguration",
            "zookeeper.discovery.ZookeeperDiscoveryClientConfiguration")) {
      sources.add(loader.loadClass(CLOUD + name));
    }
    return new SpringApplicationBuilder(
        new DefaultResourceLoader(loader), sources.toArray(Class<?>[]::new));
  }

  private static URL[] jars() {
    return Arrays.stream(Objects.requireNonNull(JARS.toFile().listFiles()))
        .map(
            file -> {
              try {
                return file.toURI().toURL();
              } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
              }
            })
        .toArray(URL[]::new);
  }

  private static void inItsOwnLoader(Side side, String place, Look look) throws Exception {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (ConfigurableApplicationContext context = start(side, place)) {
      look.at(context);
    } finally {
      Thread.currentThread().setContextClassLoader(loader);
    }
  }

  private interface Look {
    void at(ConfigurableApplicationContext context) throws Exception;
  }

  @ParameterizedTest
  @EnumSource
  void valuesAreReadAtTheStartAndFollowed(Side side, ZkServer server) throws Exception {
    String place = server.connectString() + "/" + side;
    try (ZkWire operator = ZkWire.connect(place)) {
      operator.config().publish("shop/limits/items", 3);
      inItsOwnLoader(
          side,
          place,
          context -> {
            Limits limits = context.getBean(Limits.class);
            assertThat(limits.atStart()).isEqualTo(3);
            assertThat(limits.items()).isEqualTo(3);
            operator.config().publish("shop/limits/items", 4);
            await().atMost(60, TimeUnit.SECONDS).until(() -> limits.items() == 4);
            assertThat(limits.atStart()).isEqualTo(3);
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void instancesAreFoundUntilTheyGo(Side side, ZkServer server) throws Exception {
    String place = server.connectString() + "/found-" + side;
    try (ZkWire operator = ZkWire.connect(place)) {
      operator.config().publish("shop/limits/items", 3);
      EndpointRegistration offered =
          operator.registrations().register("prices", EndpointOffer.at("10.1.2.3", 8_080));
      inItsOwnLoader(
          side,
          place,
          context -> {
            DiscoveryClient client = context.getBean(DiscoveryClient.class);
            await().atMost(60, TimeUnit.SECONDS).until(() -> !found(client).isEmpty());
            assertThat(found(client)).containsExactly("http://10.1.2.3:8080");
            offered.close();
            await().atMost(60, TimeUnit.SECONDS).until(() -> found(client).isEmpty());
          });
    }
  }

  private static List<String> found(DiscoveryClient client) {
    return client.getInstances("prices").stream()
        .map(ServiceInstance::getUri)
        .map(Object::toString)
        .toList();
  }
}
