package io.zkwire.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.Live;
import io.zkwire.Source;
import io.zkwire.annotation.ZkConfig;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.ResolvableType;

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

  @Test
  void whereTheServerComesLaterALiveHasTheNextSourceUntilThenAndNothingImportedIsOnDisk(
      ZkServer server, ZkFaults faults, @TempDir Path directory) throws IOException {
    String place = Apps.place(server);
    Path snapshots = directory.resolve("zk");
    String[] arguments = {
      "--zkwire.connect=" + place,
      "--zkwire.session-timeout=2s",
      "--zkwire.connect-timeout=500ms",
      "--zkwire.snapshot-directory=" + snapshots,
      "--spring.config.import=zkwire:",
      "--spring.main.banner-mode=off"
    };
    try (ZkWire zk = Apps.other(place)) {
      zk.config().publish("shop/name", "corner");
      zk.config().publish("shop/towns", "Bern");
    }
    faults.stop();
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(App.class)
            .web(WebApplicationType.NONE)
            .properties("shop.name=yard")
            .run(arguments)) {
      Live<Shop> shop = live(context);
      assertThat(context.getBean(Till.class).name).isEqualTo("yard");
      assertThat(shop.get().name()).isEqualTo("yard");
      assertThat(shop.current().source()).isEqualTo(Source.DEFAULT);
      assertThat(shop.stale()).isTrue();

      faults.restart();
      await().until(() -> shop.get().name().equals("corner"));
      assertThat(shop.current().source()).isEqualTo(Source.ZOOKEEPER);
      assertThat(shop.stale()).isFalse();
      assertThat(context.getBean(Till.class).name).as("injected once").isEqualTo("yard");
      await().until(() -> context.getBean(Till.class).live.equals("corner"));
    }
    try (Stream<Path> files = Files.list(snapshots)) {
      List<String> kept = new ArrayList<>();
      for (Path file : files.toList()) {
        kept.add(Files.readString(file));
      }
      assertThat(kept).anyMatch(text -> text.contains("/config/shop/name"));
      assertThat(kept).as("imported only").noneMatch(text -> text.contains("shop/towns"));
    }
  }

  private static Live<Shop> live(ConfigurableApplicationContext context) {
    return context
        .<Live<Shop>>getBeanProvider(ResolvableType.forClassWithGenerics(Live.class, Shop.class))
        .getObject();
  }
}
