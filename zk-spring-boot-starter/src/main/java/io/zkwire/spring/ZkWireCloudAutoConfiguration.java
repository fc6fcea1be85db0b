package io.zkwire.spring;

import io.zkwire.runtime.ZkWire;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClients;
import org.springframework.cloud.loadbalancer.core.ReactorServiceInstanceLoadBalancer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Endpoints for Spring Cloud, where it is there. */
@AutoConfiguration(
    after = ZkWireAutoConfiguration.class,
    beforeName = {
      "org.springframework.cloud.client.CommonsClientAutoConfiguration",
      "org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClientAutoConfiguration",
      "org.springframework.cloud.loadbalancer.config.LoadBalancerAutoConfiguration"
    })
@ConditionalOnClass(DiscoveryClient.class)
@ConditionalOnBean(ZkWire.class)
@ConditionalOnProperty(
    name = "spring.cloud.discovery.enabled",
    havingValue = "true",
    matchIfMissing = true)
public class ZkWireCloudAutoConfiguration {

  /** For Spring. */
  public ZkWireCloudAutoConfiguration() {}

  @Bean
  Followed zkWireFollowed(ZkWire zk) {
    return new Followed(zk);
  }

  @Bean
  ZkWireDiscoveryClient zkWireDiscoveryClient(Followed followed) {
    return new ZkWireDiscoveryClient(followed);
  }

  /** Only where it was asked for: otherwise Spring's own choice stays. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({ReactorServiceInstanceLoadBalancer.class, Mono.class})
  @ConditionalOnProperty(name = "zkwire.load-balancer", havingValue = "true")
  @LoadBalancerClients(defaultConfiguration = ZkWireLoadBalancerConfiguration.class)
  static class Balancing {}
}
