package io.zkwire.tests.faults;

import io.zkwire.Endpoint;
import io.zkwire.Endpoints;
import io.zkwire.annotation.Discover;
import io.zkwire.annotation.ServiceEndpoint;
import java.util.stream.Collectors;

/** Offers an address, and picks one of all that are offered. */
final class EndpointLoad extends Load {
  static final String FEATURE = "endpoint";
  static final String DOMAIN = "work";
  static final String HOST = "10.0.0.1";

  /** It stands there whatever becomes of sessions: so no list may ever be empty. */
  static final String STATIC = "10.0.1.1:80";

  private static final int FIRST_PORT = 9000;
  private static final int BATCH = 200;
  private static final long PACE_MILLIS = 5;

  private final int port;
  private Service service;
  private boolean read; // a process that was cut off from its start for long has no list yet

  EndpointLoad(Stage stage, int number) {
    super(stage, FEATURE);
    port = port(number);
  }

  /** The port that a worker offers. */
  static int port(int number) {
    return FIRST_PORT + number;
  }

  /** What an application would write. */
  @ServiceEndpoint(domain = DOMAIN, host = HOST, port = "{port}")
  static class Service {
    volatile int port;

    @Discover(DOMAIN)
    Endpoints all;

    Service(int port) {
      this.port = port;
    }
  }

  @Override
  void start() {
    service = stage.zk().create(Service.class, port);
    loop("endpoint", this::picks);
  }

  private void picks() {
    for (int i = 0; i < BATCH && !ending(); i++) {
      if (!service.all.list().isEmpty()) {
        service.all.pick();
        read = true;
      } else if (read || !service.all.stale()) {
        note("empty");
      }
      pause(PACE_MILLIS);
    }
    note("picked", BATCH);
  }

  /** What is offered, for others: addresses in order. */
  static String addresses(Endpoints endpoints) {
    String addresses =
        endpoints.list().stream().map(Endpoint::address).sorted().collect(Collectors.joining(","));
    return endpoints.stale() ? "stale:" + addresses : addresses;
  }

  @Override
  String look() {
    return "endpoints=" + addresses(service.all);
  }
}
