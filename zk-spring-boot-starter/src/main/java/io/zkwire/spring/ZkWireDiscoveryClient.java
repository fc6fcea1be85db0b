package io.zkwire.spring;

import io.zkwire.ZkWireException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;

/** Domains of endpoints as services of Spring Cloud. Thread-safe. */
final class ZkWireDiscoveryClient implements DiscoveryClient {

  private static final Logger LOG = LoggerFactory.getLogger(ZkWireDiscoveryClient.class);

  private final Followed followed;

  ZkWireDiscoveryClient(Followed followed) {
    this.followed = followed;
  }

  @Override
  public String description() {
    return "zkwire";
  }

  @Override
  public List<ServiceInstance> getInstances(String serviceId) {
    try {
      return followed.domain(serviceId).list().stream()
          .map(endpoint -> Instances.of(serviceId, endpoint))
          .toList();
    } catch (ZkWireException e) {
      LOG.debug("'{}' is no domain, and another client may know it", serviceId, e);
      return List.of();
    }
  }

  @Override
  public List<String> getServices() {
    return followed.zk().endpointStore().domains();
  }
}
