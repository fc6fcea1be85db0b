package io.zkwire.spring;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.ReactorLoadBalancer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** What Spring Cloud LoadBalancer makes for each service, in a context of its own. */
class ZkWireLoadBalancerConfiguration {

  @Bean
  ReactorLoadBalancer<ServiceInstance> zkWireLoadBalancer(Followed followed, Environment env) {
    return new ZkWireLoadBalancer(followed, env.getRequiredProperty("loadbalancer.client.name"));
  }
}
