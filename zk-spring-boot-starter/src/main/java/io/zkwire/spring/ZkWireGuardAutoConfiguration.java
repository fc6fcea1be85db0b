package io.zkwire.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * What holds also where {@code zkwire.enabled} is false: guarded beans are never made unguarded,
 * and a {@code Live} of properties can be injected.
 */
@AutoConfiguration
public class ZkWireGuardAutoConfiguration {

  /** For Spring. */
  public ZkWireGuardAutoConfiguration() {}

  @Bean
  static GuardedBeans zkWireGuardedBeans() {
    return new GuardedBeans();
  }

  @Bean
  static LiveRecords zkWireLiveRecords() {
    return new LiveRecords();
  }
}
