package io.zkwire.runtime.cluster;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machine of this process, as others see it. */
final class LocalHost {

  static final int MOST_ADDRESSES = 8;

  private static final Logger LOG = LoggerFactory.getLogger(LocalHost.class);

  private LocalHost() {}

  /** Its addresses, without loopback where there are others; asks the machine, nobody else. */
  static List<String> addresses() {
    List<String> outside = new ArrayList<>();
    List<String> loopback = new ArrayList<>();
    try {
      for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        for (InetAddress address : Collections.list(each.getInetAddresses())) {
          if (address.isLoopbackAddress()) {
            loopback.add(text(address));
          } else if (!address.isLinkLocalAddress()) {
            outside.add(text(address));
          }
        }
      }
    } catch (SocketException e) {
      LOG.debug("the addresses of this machine are not known", e);
    }
    List<String> all = outside.isEmpty() ? loopback : outside;
    return all.stream().distinct().sorted().limit(MOST_ADDRESSES).toList();
  }

  private static String text(InetAddress address) {
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    return scope < 0 ? text : text.substring(0, scope);
  }

  /** A name with something harmless in place of each character that no id may have. */
  static String asSegment(String host) {
    String name = host.replaceAll("[^A-Za-z0-9._-]", "-");
    return name.isEmpty() || name.equals(".") || name.equals("..") ? "unknown" : name;
  }
}
