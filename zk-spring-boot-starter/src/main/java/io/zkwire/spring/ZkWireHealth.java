package io.zkwire.spring;

import io.zkwire.runtime.ZkWire;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The health of a connection in Spring Boot 4. */
final class ZkWireHealth implements HealthIndicator {

  private final ZkWire zk;
  private final ObjectProvider<PropertiesFollower> properties;

  ZkWireHealth(ZkWire zk, ObjectProvider<PropertiesFollower> properties) {
    this.zk = zk;
    this.properties = properties;
  }

  @Override
  public Health health() {
    HealthReport report = HealthReport.of(zk, properties);
    return (report.up() ? Health.up() : Health.down()).withDetails(report.details()).build();
  }
}
