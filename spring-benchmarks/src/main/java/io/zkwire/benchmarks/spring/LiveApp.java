package io.zkwire.benchmarks.spring;

import io.zkwire.Live;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** With zkwire: all 500 keys are imported, and a record of one of them is bound again. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(LiveApp.Followed.class)
class LiveApp {

  LiveApp() {}

  /**
   * Properties.
   *
   * @param k007 the one that changes
   */
  @ConfigurationProperties("bench")
  record Followed(int k007) {}

  @Bean
  ApplicationRunner follow(Live<Followed> followed) {
    return args -> {
      followed.onChange(change -> ChangeMain.has(change.newValue().k007()));
      ChangeMain.ready();
    };
  }
}
