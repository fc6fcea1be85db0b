package io.zkwire.spring;

import io.zkwire.runtime.ZkWire;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The health of a connection in Spring Boot 4. */
final class ZkWireHealth implements HealthIndicator {

  private final ZkWire zk;

  ZkWireHealth(ZkWire zk) {
    this.zk = zk;
  }

  @Override
  public Health health() {
    HealthReport report = HealthReport.of(zk);
    return (report.up() ? Health.up() : Health.down()).withDetails(report.details()).build();
  }
}
