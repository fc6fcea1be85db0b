package io.zkwire.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Guarded beans are never made unguarded, also where {@code zkwire.enabled} is false. */
@AutoConfiguration
public class ZkWireGuardAutoConfiguration {

  /** For Spring. */
  public ZkWireGuardAutoConfiguration() {}

  @Bean
  static GuardedBeans zkWireGuardedBeans() {
    return new GuardedBeans();
  }
}
