package io.zkwire.runtime.endpoint;

import io.zkwire.runtime.session.Session;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The address of the interface by which this machine reaches ZooKeeper. The operating system is
 * asked which one it would use; nothing is sent.
 */
final class LocalHost {

  private static final Logger LOG = LoggerFactory.getLogger(LocalHost.class);

  private LocalHost() {}

  /** The address; may look up names, and so not for the event thread. */
  static String of(Session session) {
    String servers =
        session.owned()
            ? session.options().servers()
            : session.client().getZookeeperClient().getCurrentConnectionString();
    int chroot = servers.indexOf('/');
    String hosts = chroot < 0 ? servers : servers.substring(0, chroot);
    for (String server : hosts.split(",", -1)) {
      String local = towards(server.strip());
      if (local != null) {
        return local;
      }
    }
    return InetAddress.getLoopbackAddress().getHostAddress();
  }

  private static @Nullable String towards(String server) {
    int colon = server.lastIndexOf(':');
    String host = colon < 0 ? server : server.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(host), 2181));
      InetAddress local = socket.getLocalAddress();
      String text = local.getHostAddress();
      int scope = text.indexOf('%');
      return local.isAnyLocalAddress() ? null : scope < 0 ? text : text.substring(0, scope);
    } catch (IOException | RuntimeException e) {
      LOG.debug("no way to {}", server, e);
      return null; // the next server tells
    }
  }
}
