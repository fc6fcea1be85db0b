package io.zkwire.spring;

import io.zkwire.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;

/** Endpoints as Spring Cloud knows them. */
final class Instances {

  private Instances() {}

  /**
   * An endpoint as an instance of a service.
   *
   * @param service the domain
   * @param endpoint the endpoint; it is secure where its metadata says {@code secure=true}
   * @return the instance, with metadata, zone and weight
   */
  static ServiceInstance of(String service, Endpoint endpoint) {
    Map<String, String> metadata = new LinkedHashMap<>(endpoint.metadata());
    if (!endpoint.zone().isEmpty()) {
      metadata.putIfAbsent("zone", endpoint.zone());
    }
    metadata.putIfAbsent("weight", Integer.toString(endpoint.weight()));
    return new DefaultServiceInstance(
        endpoint.id(),
        service,
        endpoint.host(),
        endpoint.port(),
        Boolean.parseBoolean(metadata.get("secure")),
        metadata);
  }
}
