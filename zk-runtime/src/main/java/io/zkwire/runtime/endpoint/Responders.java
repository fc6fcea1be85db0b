package io.zkwire.runtime.endpoint;

import io.zkwire.runtime.DnsOptions;
import io.zkwire.runtime.DnsServer;
import io.zkwire.runtime.session.Session;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The DNS responders of a session. Thread-safe. */
final class Responders {

  private final Session session;
  private final EndpointFeature feature;
  private final Map<Catalogue, DnsServer> open = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Responders(Session session, EndpointFeature feature) {
    this.session = session;
    this.feature = feature;
  }

  DnsServer start(DnsOptions options) {
    session.requireOpen();
    DnsStarter starter = DnsStarter.load();
    Catalogue catalogue =
        new Catalogue(feature, session, options.domains(), ended -> open.remove(ended));
    DnsServer server = starter.start(session, catalogue, options);
    open.put(catalogue, server);
    if (closed) {
      server.close(); // it came too late
    }
    return server;
  }

  void close() {
    closed = true;
    open.values().forEach(DnsServer::close);
  }
}
