package io.zkwire.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.zkwire.annotation.LeaderOnly;
import io.zkwire.annotation.Otherwise;
import io.zkwire.annotation.ZkConfig;
import io.zkwire.annotation.ZkLock;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What an operator sees of an application, by HTTP. */
@ZkTest(sessionTimeout = "2s")
class ActuatorTest {

  static class Prices {
    @ZkConfig("prices/limit")
    volatile int limit = 1;

    @LeaderOnly(value = "prices", otherwise = Otherwise.THROW)
    public String lead() {
      return "led";
    }

    @ZkLock(value = "prices", otherwise = Otherwise.THROW)
    public String locked() {
      return "locked";
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Prices.class)
  static class App {}

  private static ConfigurableApplicationContext start(String place) {
    return new SpringApplicationBuilder(App.class)
        .run(
            "--zkwire.connect=" + place,
            "--zkwire.session-timeout=2s",
            "--zkwire.lease.length=1s",
            "--zkwire.lease.lock-delay=1s",
            "--server.port=0",
            "--spring.cloud.compatibility-verifier.enabled=false",
            "--spring.cloud.loadbalancer.enabled=false",
            "--spring.cloud.discovery.enabled=false",
            "--spring.main.banner-mode=off",
            "--management.endpoint.health.show-details=always",
            "--management.endpoints.web.exposure.include=*");
  }

  private final HttpClient http = HttpClient.newHttpClient();

  private HttpResponse<String> get(ConfigurableApplicationContext context, String path)
      throws IOException, InterruptedException {
    String port = context.getEnvironment().getProperty("local.server.port");
    return http.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/" + path))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void healthInfoTheEndpointAndMetersTellHowItIs(ZkServer server, ZkFaults faults)
      throws Exception {
    String place = Apps.place(server);
    try (ConfigurableApplicationContext context = start(place)) {
      Prices prices = context.getBean(Prices.class);
      await().ignoreExceptions().until(() -> prices.lead().equals("led"));
      assertThat(prices.locked()).isEqualTo("locked");
      ZkWire zk = context.getBean(ZkWire.class);
      zk.config().publish("prices/limit", 42);
      await().until(() -> prices.limit == 42);
      zk.config().publish("prices/limit", "dear");

      HttpResponse<String> up = get(context, "health");
      assertThat(up.statusCode()).isEqualTo(200);
      assertThat(up.body())
          .contains("\"zkwire\":{", "\"state\":\"CONNECTED\"", "\"lease\":\"PT", "\"held\":1");
      assertThat(get(context, "info").body()).contains("\"zkwire\":{\"id\":");
      await()
          .untilAsserted(() -> assertThat(get(context, "health").body()).contains("ZK-CONFIG-21"));
      assertThat(get(context, "zkwire").body())
          .contains(
              "\"" + Prices.class.getName() + "\":1",
              "\"leaderships\":[{\"name\":\"prices\",\"held\":true",
              "\"watches\":[");

      MeterRegistry meters = context.getBean(MeterRegistry.class);
      assertThat(meters.get("zkwire.session.changes").tag("state", "connected").functionCounter())
          .satisfies(counter -> assertThat(counter.count()).isEqualTo(1));
      assertThat(meters.get("zkwire.leader.leading").gauge().value()).isEqualTo(1);
      assertThat(meters.get("zkwire.lease.margin").gauge().value()).isBetween(1.0, 1000.0);
      assertThat(meters.get("zkwire.config.rejected").functionCounter().count()).isPositive();
      assertThat(meters.get("zkwire.config.newest").gauge().value()).isPositive();
      assertThat(meters.get("zkwire.watches").gauge().value()).isPositive();
      assertThat(prices.locked()).isEqualTo("locked");
      assertThat(meters.get("zkwire.lock.wait").timer().count()).isPositive();
      assertThat(meters.get("zkwire.lock.held").timer().count()).isPositive();
      assertThat(meters.get("zkwire.lock.calls").tag("outcome", "taken").functionCounter().count())
          .isEqualTo(2);
      assertThat(meters.getMeters())
          .filteredOn(meter -> meter.getId().getName().startsWith("zkwire."))
          .allSatisfy(
              meter ->
                  assertThat(meter.getId().getTags().stream().map(tag -> tag.getKey()))
                      .isSubsetOf(List.of("state", "outcome", "name", "error")));

      faults.stop();
      await()
          .untilAsserted(
              () -> {
                HttpResponse<String> down = get(context, "health");
                assertThat(down.statusCode()).isEqualTo(503);
                assertThat(down.body()).contains("\"reason\":\"no connection to ");
              });
      faults.restart();
      await().untilAsserted(() -> assertThat(get(context, "health").statusCode()).isEqualTo(200));
      await().ignoreExceptions().until(() -> prices.lead().equals("led"));
    }
  }

  @Test
  void nothingOfARegistryIsKeptByAContextThatIsClosed() {
    var registry = new io.micrometer.core.instrument.simple.SimpleMeterRegistry();
    MicrometerMetrics metrics = new MicrometerMetrics();
    metrics.count("zkwire.requests", 3);
    metrics.gauge("zkwire.watches", () -> 7);
    metrics.bindTo(registry);
    metrics.time("zkwire.lock.wait", 1_000);
    assertThat(registry.get("zkwire.requests").functionCounter().count()).isEqualTo(3);
    assertThat(registry.getMeters()).hasSize(3);
    metrics.close();
    assertThat(registry.getMeters()).isEmpty();
  }
}
