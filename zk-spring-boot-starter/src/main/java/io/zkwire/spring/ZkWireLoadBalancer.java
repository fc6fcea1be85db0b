package io.zkwire.spring;

import io.zkwire.NoEndpointException;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.DefaultResponse;
import org.springframework.cloud.client.loadbalancer.EmptyResponse;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.client.loadbalancer.Response;
import org.springframework.cloud.loadbalancer.core.ReactorServiceInstanceLoadBalancer;
import reactor.core.publisher.Mono;

/** Lets zkwire choose an endpoint where Spring Cloud LoadBalancer is asked for one. Thread-safe. */
final class ZkWireLoadBalancer implements ReactorServiceInstanceLoadBalancer {

  private final Followed followed;
  private final String service;

  ZkWireLoadBalancer(Followed followed, String service) {
    this.followed = followed;
    this.service = service;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public Mono<Response<ServiceInstance>> choose(Request request) {
    return Mono.fromCallable(this::next);
  }

  private Response<ServiceInstance> next() {
    try {
      return new DefaultResponse(Instances.of(service, followed.domain(service).pick()));
    } catch (NoEndpointException e) {
      return new EmptyResponse();
    }
  }
}
