package io.zkwire.runtime.endpoint;

import io.zkwire.ErrorCode;
import io.zkwire.OptionException;
import io.zkwire.runtime.DnsOptions;
import io.zkwire.runtime.DnsServer;
import io.zkwire.runtime.session.Session;

/**
 * Starts a DNS responder. Its implementation needs dnsjava, which is optional: it is named here
 * only as text, so that no class of either is loaded before somebody wants a responder.
 */
public interface DnsStarter {

  /**
   * Starts a responder.
   *
   * @param session the session
   * @param catalogue what it answers from, closed by it
   * @param options how it answers
   * @return the responder, which listens
   * @throws io.zkwire.ZkWireException ZK-ENDPOINT-25 if it cannot listen
   */
  DnsServer start(Session session, Catalogue catalogue, DnsOptions options);

  /**
   * The implementation.
   *
   * @return it
   * @throws OptionException ZK-OPTION-03 if dnsjava is missing
   */
  static DnsStarter load() {
    try {
      ClassLoader loader = DnsStarter.class.getClassLoader();
      Class.forName("org.xbill.DNS.Message", false, loader);
      return Class.forName("io.zkwire.runtime.endpoint.dns.Starter", true, loader)
          .asSubclass(DnsStarter.class)
          .getConstructor()
          .newInstance();
    } catch (ClassNotFoundException e) {
      throw new OptionException(
          ErrorCode.OPTION_LIBRARY,
          "dns",
          "the DNS responder needs the class " + e.getMessage() + ", which is not there",
          "Add dnsjava:dnsjava:3.6.5",
          e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the DNS responder cannot be made", e);
    }
  }
}
