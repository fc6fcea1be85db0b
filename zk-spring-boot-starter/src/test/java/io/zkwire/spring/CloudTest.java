package io.zkwire.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.zkwire.EndpointOffer;
import io.zkwire.EndpointRegistration;
import io.zkwire.annotation.ServiceEndpoint;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.loadbalancer.DefaultRequest;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.cloud.client.loadbalancer.Response;
import org.springframework.cloud.loadbalancer.config.BlockingLoadBalancerClientAutoConfiguration;
import org.springframework.cloud.loadbalancer.core.ReactorServiceInstanceLoadBalancer;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.client.RestClient;
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

  @Configuration(proxyBeanMethods = false)
  static class BalancedApp {

    @Bean
    @LoadBalanced
    RestClient.Builder builder() {
      return RestClient.builder();
    }
  }

  private static HttpServer backend(String answer) throws IOException {
    HttpServer backend = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    backend.createContext(
        "/price",
        exchange -> {
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    backend.start();
    return backend;
  }

  private static EndpointOffer at(HttpServer backend) {
    return EndpointOffer.at("127.0.0.1", backend.getAddress().getPort());
  }

  @Test
  void aRestClientReachesWhatZkWireChoosesThroughSpringCloudsOwnContexts(ZkServer server)
      throws IOException {
    HttpServer one = backend("one");
    HttpServer two = backend("two");
    String place = Apps.place(server);
    try (ZkWire other = Apps.other(place)) {
      EndpointRegistration first = other.registrations().register("prices", at(one));
      other.registrations().register("prices", at(two));
      Apps.at(place)
          .withConfiguration(
              AutoConfigurations.of(
                  ZkWireCloudAutoConfiguration.class,
                  org.springframework.cloud.client.loadbalancer.LoadBalancerAutoConfiguration.class,
                  org.springframework.cloud.loadbalancer.config.LoadBalancerAutoConfiguration.class,
                  BlockingLoadBalancerClientAutoConfiguration.class))
          .withUserConfiguration(BalancedApp.class)
          .withPropertyValues("zkwire.load-balancer=true")
          .run(
              context -> {
                LoadBalancerClient client = context.getBean(LoadBalancerClient.class);
                await().until(() -> client.choose("prices") != null);
                assertThat(
                        context
                            .getBean(LoadBalancerClientFactory.class)
                            .getInstance("prices", ReactorServiceInstanceLoadBalancer.class))
                    .isInstanceOf(ZkWireLoadBalancer.class);
                assertThat(client.choose("nobody")).isNull();

                RestClient rest = context.getBean(RestClient.Builder.class).build();
                Set<String> answers = new HashSet<>();
                await()
                    .until(
                        () -> {
                          answers.add(price(rest));
                          return answers.equals(Set.of("one", "two"));
                        });

                first.close();
                Followed followed = context.getBean(Followed.class);
                await().until(() -> followed.domain("prices").list().size() == 1);
                assertThat(List.of(price(rest), price(rest), price(rest))).containsOnly("two");
              });
    } finally {
      one.stop(0);
      two.stop(0);
    }
  }

  private static String price(RestClient rest) {
    return String.valueOf(rest.get().uri("http://prices/price").retrieve().body(String.class));
  }

  private static Response<ServiceInstance> chosen(ZkWireLoadBalancer balancer) {
    Mono<Response<ServiceInstance>> choice = balancer.choose(new DefaultRequest<>("a call"));
    Response<ServiceInstance> response = choice.block();
    assertThat(response).isNotNull();
    return response;
  }
}
