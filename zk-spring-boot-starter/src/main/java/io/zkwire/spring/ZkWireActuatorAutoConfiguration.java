package io.zkwire.spring;

import io.zkwire.runtime.ZkWire;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Health, info and the endpoint, where the actuator is there. */
@AutoConfiguration(after = ZkWireAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(ZkWire.class)
public class ZkWireActuatorAutoConfiguration {

  /** For Spring. */
  public ZkWireActuatorAutoConfiguration() {}

  @Bean
  @ConditionalOnAvailableEndpoint(endpoint = ZkWireEndpoint.class)
  ZkWireEndpoint zkWireEndpoint(ZkWire zk, ObjectProvider<PropertiesFollower> properties) {
    return new ZkWireEndpoint(zk, properties);
  }

  @Bean
  @ConditionalOnEnabledInfoContributor("zkwire")
  ZkWireInfo zkWireInfo(ZkWire zk) {
    return new ZkWireInfo(zk);
  }

  /** Spring Boot 4. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
  @ConditionalOnProperty(
      name = "management.health.zkwire.enabled",
      havingValue = "true",
      matchIfMissing = true)
  static class Boot4 {

    @Bean
    @ConditionalOnMissingBean(name = "zkwireHealthIndicator")
    ZkWireHealth zkwireHealthIndicator(ZkWire zk, ObjectProvider<PropertiesFollower> properties) {
      return new ZkWireHealth(zk, properties);
    }
  }

  /** Spring Boot 3, whose type of the same name lies elsewhere. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnMissingClass("org.springframework.boot.health.contributor.HealthIndicator")
  @ConditionalOnClass(name = Boot3Health.INDICATOR)
  @ConditionalOnProperty(
      name = "management.health.zkwire.enabled",
      havingValue = "true",
      matchIfMissing = true)
  @Import(Boot3Health.class)
  static class Boot3 {}
}
