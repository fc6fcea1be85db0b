package io.zkwire.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zkwire.Live;
import io.zkwire.annotation.OnConfigChange;
import io.zkwire.annotation.ZkConfig;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What it costs an application when one of its many keys changes. */
@ZkTest(sessionTimeout = "2s")
class ChangeCostTest {

  static class Other {
    final AtomicInteger told = new AtomicInteger();

    @ZkConfig("many/other")
    volatile int value = 1;

    @OnConfigChange("many/other")
    void changed() {
      told.incrementAndGet();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @Import(Other.class)
  static class App {}

  @Test
  void oneOfFiveHundredKeysCostsOneReadAndTouchesNoOtherBean(ZkServer server) {
    String place = Apps.place(server);
    Apps.at(place)
        .withConfiguration(AutoConfigurations.of(ZkWireMetricsAutoConfiguration.class))
        .withUserConfiguration(App.class)
        .run(
            context -> {
              SimpleMeterRegistry meters = new SimpleMeterRegistry();
              context.getBean(MicrometerMetrics.class).bindTo(meters);
              ZkWire zk = context.getBean(ZkWire.class);
              List<Live<Integer>> keys = new ArrayList<>();
              for (int i = 0; i < 500; i++) {
                keys.add(zk.config().live("many/k" + i, Integer.class, 0));
              }
              AtomicInteger told = new AtomicInteger();
              keys.forEach(key -> key.onChange(change -> told.incrementAndGet()));
              try (ZkWire publisher = Apps.other(place)) {
                FunctionCounter applied = meters.get("zkwire.config.applied").functionCounter();
                double reads = applied.count() + 1;
                publisher.config().publish("many/k7", 1);
                await().until(() -> told.get() == 1 && applied.count() >= reads);
                double requests = meters.get("zkwire.requests").functionCounter().count();
                publisher.config().publish("many/k7", 2);
                // A value is counted when it stands, perhaps after a listener is told.
                await().until(() -> told.get() == 2 && applied.count() > reads);
                assertThat(keys.get(7).get()).isEqualTo(2);
                assertThat(applied.count()).isEqualTo(reads + 1);
                // the read; and what this process tells operators of itself, each ten seconds
                assertThat(meters.get("zkwire.requests").functionCounter().count())
                    .isBetween(requests + 1, requests + 3);
              }
              assertThat(context.getBean(Other.class).told).hasValue(0);
            });
  }
}
