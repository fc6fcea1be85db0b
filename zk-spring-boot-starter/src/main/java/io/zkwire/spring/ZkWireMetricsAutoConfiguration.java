package io.zkwire.spring;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Counts what zkwire does where Micrometer is there. */
@AutoConfiguration(before = ZkWireAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnProperty(name = "zkwire.enabled", havingValue = "true", matchIfMissing = true)
public class ZkWireMetricsAutoConfiguration {

  /** For Spring. */
  public ZkWireMetricsAutoConfiguration() {}

  @Bean
  MicrometerMetrics zkWireMetrics() {
    return new MicrometerMetrics();
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  ZkWireCustomizer zkWireMetricsCustomizer(MicrometerMetrics metrics) {
    return builder -> builder.metrics(metrics);
  }
}
