package io.zkwire.spring;

import io.micrometer.observation.ObservationRegistry;
import io.zkwire.runtime.ZkTracer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What looks on while zkwire's work runs: transactions, and Micrometer's observations. */
@AutoConfiguration(before = ZkWireAutoConfiguration.class)
@ConditionalOnProperty(name = "zkwire.enabled", havingValue = "true", matchIfMissing = true)
public class ZkWireTracingAutoConfiguration {

  /** For Spring. */
  public ZkWireTracingAutoConfiguration() {}

  /** Where there are transactions. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(TransactionSynchronizationManager.class)
  static class Transactions {

    /** The innermost: it keeps what the guards hold. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ZkTracer zkWireTransactionTracer() {
      return new TransactionTracer();
    }
  }

  /** Where there are observations. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ObservationRegistry.class)
  @ConditionalOnProperty(name = "zkwire.observations", havingValue = "true", matchIfMissing = true)
  static class Observations {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 100)
    ZkTracer zkWireObservationTracer(ObjectProvider<ObservationRegistry> registry) {
      return new ObservationTracer(registry);
    }
  }
}
