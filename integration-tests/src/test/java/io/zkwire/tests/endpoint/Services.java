package io.zkwire.tests.endpoint;

import io.zkwire.Backend;
import io.zkwire.EndpointFormat;
import io.zkwire.EndpointPicker;
import io.zkwire.EndpointStrategy;
import io.zkwire.Endpoints;
import io.zkwire.EndpointsChange;
import io.zkwire.Leadership;
import io.zkwire.annotation.Balance;
import io.zkwire.annotation.ClusterMember;
import io.zkwire.annotation.Discover;
import io.zkwire.annotation.HealthCheck;
import io.zkwire.annotation.Leader;
import io.zkwire.annotation.OnEndpointsChange;
import io.zkwire.annotation.ServiceEndpoint;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Annotated classes, one for each thing that a test wants. */
final class Services {

  private Services() {}

  /** Its port is known later. */
  @ServiceEndpoint(
      domain = "app1",
      host = "10.0.0.1",
      port = "{port}",
      healthy = "{isHealthy}",
      weight = 2,
      zone = "eu",
      tags = {"v1", "v2"},
      metadata = "path=/x")
  static class Server {
    volatile int port;
    volatile boolean healthy = true;

    @Leader("app1")
    Leadership leadership;

    boolean isHealthy() {
      return healthy;
    }
  }

  /** All is known. */
  @ServiceEndpoint(domain = "app1", port = "8080")
  static class Fixed {}

  /** Is asked whether it is well. */
  @ServiceEndpoint(domain = "app1", host = "10.0.0.5", port = "8080")
  static class Checked {
    final AtomicInteger asked = new AtomicInteger();
    volatile boolean well;
    volatile boolean hangs;

    @HealthCheck(every = "100ms", timeout = "300ms")
    boolean isWell() throws InterruptedException {
      asked.incrementAndGet();
      if (hangs) {
        new CountDownLatch(1).await(); // until it is interrupted
      }
      return well;
    }
  }

  /** Is asked for both. */
  @ClusterMember(group = "app1", id = "checked")
  @ServiceEndpoint(domain = "app1", host = "10.0.0.6", port = "8080")
  static class CheckedMember {
    volatile boolean well = true;

    @HealthCheck(every = "100ms")
    void isWell() {
      if (!well) {
        throw new IllegalStateException("not well");
      }
    }
  }

  /** As Spring Cloud Zookeeper writes. */
  @ServiceEndpoint(
      domain = "app1",
      host = "10.0.0.2",
      port = "8080",
      weight = 4,
      zone = "eu",
      metadata = "path=/y",
      format = EndpointFormat.SPRING)
  static class OfSpring {}

  /** Follows. */
  static class Client {
    @Discover("app1")
    Endpoints all;

    @Discover(
        value = "app1",
        balance = Balance.LEAST_RESPONSE_TIME,
        zone = "eu",
        tags = "v2",
        ejectAfter = 2,
        ejectFor = "500ms",
        floor = 20)
    Endpoints near;

    @Discover(value = "app1", strategy = Last.class, maxAge = "1s")
    Endpoints last;

    final List<EndpointsChange> told = new CopyOnWriteArrayList<>();

    @OnEndpointsChange("app1")
    void changed(EndpointsChange change) {
      told.add(change);
    }
  }

  /** A strategy of the application's own. */
  public static final class Last implements EndpointStrategy {
    @Override
    public EndpointPicker prepare(List<? extends Backend> backends) {
      int last = backends.size() - 1;
      return hash -> last;
    }
  }
}
