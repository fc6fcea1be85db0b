package io.zkwire.runtime.endpoint.dns;

import io.zkwire.runtime.DnsOptions;
import io.zkwire.runtime.DnsServer;
import io.zkwire.runtime.endpoint.Catalogue;
import io.zkwire.runtime.endpoint.DnsStarter;
import io.zkwire.runtime.session.Session;

/** Starts responders; made by its name. */
public final class Starter implements DnsStarter {

  /** Without state. */
  public Starter() {}

  @Override
  public DnsServer start(Session session, Catalogue catalogue, DnsOptions options) {
    return Responder.start(session, catalogue, options);
  }
}
