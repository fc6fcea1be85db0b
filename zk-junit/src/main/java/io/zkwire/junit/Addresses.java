package io.zkwire.junit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and shows {@code host:port}. */
final class Addresses {
  private static final int LARGEST_PORT = 65_535;

  private Addresses() {}

  static List<InetSocketAddress> parse(String commaSeparated) {
    return Arrays.stream(commaSeparated.split(",", -1)).map(a -> parseOne(a.trim())).toList();
  }

  private static InetSocketAddress parseOne(String address) {
    int colon = address.lastIndexOf(':');
    if (colon < 1) {
      throw bad(address, null);
    }
    try {
      int port = Integer.parseInt(address.substring(colon + 1));
      if (port < 1 || port > LARGEST_PORT) {
        throw bad(address, null);
      }
      return new InetSocketAddress(address.substring(0, colon), port);
    } catch (NumberFormatException e) {
      throw bad(address, e);
    }
  }

  static String show(InetAddress host, int port) {
    return host.getHostAddress() + ":" + port;
  }

  private static IllegalArgumentException bad(String address, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "\"" + address + "\" is no address: write host:port, without a chroot", cause);
  }
}
