package io.zkwire.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zkwire.annotation.ZkConfig;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** {@code spring.config.import=zkwire:}. */
@ZkTest(sessionTimeout = "2s")
class ImportTest {

  @ConfigurationProperties("shop")
  record Shop(String name, List<String> towns, Limits limits) {
    record Limits(int items, int euros) {}
  }

  static class Till {
    @Value("${shop.name}")
    String name = "";

    @ZkConfig("shop/name")
    volatile String live = "";
  }

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({ZkWireGuardAutoConfiguration.class, ZkWireAutoConfiguration.class})
  @EnableConfigurationProperties(Shop.class)
  @Import(Till.class)
  static class App {}

  private static ConfigurableApplicationContext start(String place, String... more) {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "--zkwire.connect=" + place;
    arguments[1] = "--zkwire.session-timeout=2s";
    arguments[2] = "--spring.main.banner-mode=off";
    System.arraycopy(more, 0, arguments, 3, more.length);
    return new SpringApplicationBuilder(App.class).web(WebApplicationType.NONE).run(arguments);
  }

  @Test
  void importedKeysFeedValuesAndPropertiesAndMembersOfObjectsArePropertiesToo(ZkServer server) {
    String place = Apps.place(server);
    try (ZkWire zk = ZkWire.connect(place)) {
      zk.config().publish("shop/name", "corner");
      zk.config().publish("shop/towns", List.of("Ulm", "Bonn"));
      zk.config().publish("shop/limits", new Shop.Limits(3, 40));
    }
    try (ConfigurableApplicationContext context =
        start(place, "--spring.config.import=zkwire:", "--shop.limits.items=7")) {
      Shop shop = context.getBean(Shop.class);
      assertThat(context.getBean(Till.class).name).isEqualTo("corner");
      assertThat(context.getBean(Till.class).live).isEqualTo("corner");
      assertThat(shop.name()).isEqualTo("corner");
      assertThat(shop.towns()).containsExactly("Ulm", "Bonn");
      assertThat(shop.limits()).isEqualTo(new Shop.Limits(7, 40)); // the command line goes first
    }
  }

  @Test
  void aPrefixIsCutOff(ZkServer server) {
    String place = Apps.place(server);
    try (ZkWire zk = ZkWire.connect(place)) {
      zk.config().publish("blue/shop/name", "blue corner");
      zk.config().publish("green/shop/name", "green corner");
    }
    try (ConfigurableApplicationContext context =
        start(place, "--spring.config.import=zkwire:green")) {
      assertThat(context.getBean(Till.class).name).isEqualTo("green corner");
    }
  }

  @Test
  void anAbsentServerFailsTheImportUnlessItIsOptional() {
    String[] common = {
      "--zkwire.connect-timeout=300ms", "--shop.name=yard", "--zkwire.snapshot-directory="
    };
    assertThatThrownBy(
            () -> start("localhost:1", common[0], common[1], "--spring.config.import=zkwire:"))
        .hasStackTraceContaining("[ZK-SPRING-21] zkwire: could not be read")
        .hasStackTraceContaining("[ZK-SESSION-01]");
    assertThatThrownBy(
            () ->
                start(
                    "localhost:1", common[0], common[1], "--spring.config.import=optional:zkwire:"))
        .hasStackTraceContaining("[ZK-SESSION-01]")
        .satisfies(e -> assertThat(e).hasStackTraceContaining("zkWire"));
  }
}
