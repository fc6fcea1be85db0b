package io.zkwire.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.annotation.ServiceEndpoint;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.loadbalancer.DefaultRequest;
import org.springframework.cloud.client.loadbalancer.Response;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Mono;

/** Endpoints as Spring Cloud sees them. */
@ZkTest(sessionTimeout = "2s")
class CloudTest {

  @ServiceEndpoint(domain = "prices", host = "10.1.2.3", port = "8080", zone = "eu")
  static class Prices {}

  @Configuration(proxyBeanMethods = false)
  @Import(Prices.class)
  static class App {}

  @Test
  void domainsAreServicesAndEndpointsAreInstances(ZkServer server) {
    Apps.at(Apps.place(server))
        .withConfiguration(AutoConfigurations.of(ZkWireCloudAutoConfiguration.class))
        .withUserConfiguration(App.class)
        .run(
            context -> {
              DiscoveryClient client = context.getBean(DiscoveryClient.class);
              await().until(() -> client.getServices().equals(List.of("prices")));
              await().until(() -> client.getInstances("prices").size() == 1);
              ServiceInstance instance = client.getInstances("prices").get(0);
              assertThat(instance.getUri()).hasToString("http://10.1.2.3:8080");
              assertThat(instance.getMetadata()).containsEntry("zone", "eu");
              assertThat(client.getInstances("nobody")).isEmpty();
              assertThat(client.getInstances("../config")).isEmpty();

              ZkWire zk = context.getBean(ZkWire.class);
              zk.endpointStore().add("static", "10.0.0.9:81");
              await().until(() -> client.getInstances("static").size() == 1);
            });
  }

  @Test
  void theLoadBalancerLetsZkWireChoose(ZkServer server) {
    Apps.at(Apps.place(server))
        .withConfiguration(AutoConfigurations.of(ZkWireCloudAutoConfiguration.class))
        .withUserConfiguration(App.class)
        .withPropertyValues("loadbalancer.client.name=prices")
        .run(
            context -> {
              ZkWireLoadBalancer balancer =
                  (ZkWireLoadBalancer)
                      new ZkWireLoadBalancerConfiguration()
                          .zkWireLoadBalancer(
                              context.getBean(Followed.class), context.getEnvironment());
              await().until(() -> chosen(balancer).hasServer());
              assertThat(chosen(balancer).getServer().getPort()).isEqualTo(8080);
              ZkWireLoadBalancer other =
                  new ZkWireLoadBalancer(context.getBean(Followed.class), "nobody");
              assertThat(chosen(other).hasServer()).isFalse();
            });
  }

  private static Response<ServiceInstance> chosen(ZkWireLoadBalancer balancer) {
    Mono<Response<ServiceInstance>> choice = balancer.choose(new DefaultRequest<>("a call"));
    Response<ServiceInstance> response = choice.block();
    assertThat(response).isNotNull();
    return response;
  }
}
