package io.zkwire.benchmarks.spring;

import io.zkwire.annotation.OnConfigChange;
import io.zkwire.annotation.ZkConfig;
import io.zkwire.runtime.ZkWire;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** With zkwire: a field follows the key that changes, and 499 handles the others. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(FieldApp.Followed.class)
class FieldApp {

  private static final int KEYS = 500;

  FieldApp() {}

  /** Follows one key. */
  static class Followed {

    @ZkConfig("bench/k007")
    private volatile int value;

    Followed() {}

    @OnConfigChange("bench/k007")
    void changed() {
      ChangeMain.has(value);
    }
  }

  @Bean
  ApplicationRunner others(ZkWire zk) {
    return args -> {
      for (int i = 0; i < KEYS; i++) {
        String name = String.format("k%03d", i);
        if (!name.equals(ChangeMain.KEY)) {
          zk.config().live("bench/" + name, Integer.class, 0);
        }
      }
      ChangeMain.ready();
    };
  }
}
