package io.zkwire.runtime;

import java.net.InetSocketAddress;

/**
 * A DNS responder that answers from the endpoints of domains. Had from {@code zk.dns(options)}.
 * Thread-safe.
 *
 * <pre>{@code
 * try (DnsServer dns = zk.dns(DnsOptions.defaults())) {
 *   System.out.println("dig @127.0.0.1 -p " + dns.address().getPort() + " prices.zkwire. A");
 * }
 * }</pre>
 */
public interface DnsServer extends AutoCloseable {

  /** Where it listens, by UDP and by TCP. */
  InetSocketAddress address();

  /**
   * Ends it: its sockets, its threads, and the watches of the domains that it follows. Waits at
   * most two seconds. Closed with its {@code ZkWire} at the latest; closing twice does nothing.
   */
  @Override
  void close();
}
