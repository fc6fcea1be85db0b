package io.zkwire.spring;

import io.zkwire.runtime.ZkMetrics;
import io.zkwire.runtime.ZkTracer;
import io.zkwire.runtime.ZkWire;
import io.zkwire.runtime.ZkWireBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * The connection as a bean, and beans bound to it. An application that declares a {@link ZkWire} of
 * its own keeps that one.
 */
@AutoConfiguration(after = ZkWireGuardAutoConfiguration.class)
@ConditionalOnProperty(name = "zkwire.enabled", havingValue = "true", matchIfMissing = true)
@EnableConfigurationProperties(ZkWireProperties.class)
public class ZkWireAutoConfiguration {

  /** For Spring. */
  public ZkWireAutoConfiguration() {}

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  ZkWire zkWire(
      ZkWireProperties properties,
      ObjectProvider<ZkWireCustomizer> customizers,
      ObjectProvider<ZkTracer> tracers,
      Environment environment) {
    ZkWireBuilder builder =
        Builders.of(properties, environment.getProperty("spring.application.name"));
    Builders.trace(builder, tracers.orderedStream().toList());
    customizers.orderedStream().forEach(each -> each.customize(builder));
    return builder.start();
  }

  @Bean
  @Lazy
  PropertiesFollower zkWirePropertiesFollower(
      ZkWire zk, ConfigurableEnvironment environment, ObjectProvider<ZkMetrics> metrics) {
    return new PropertiesFollower(zk, environment, metrics.getIfUnique(ZkMetrics::none));
  }

  @Bean
  static BoundBeans zkWireBoundBeans(ObjectProvider<ZkWire> zk) {
    return new BoundBeans(zk);
  }

  @Bean
  ZkWireLifecycle zkWireLifecycle(
      ZkWire zk, BoundBeans beans, ConfigurableListableBeanFactory factory) {
    return new ZkWireLifecycle(zk, beans, factory);
  }
}
