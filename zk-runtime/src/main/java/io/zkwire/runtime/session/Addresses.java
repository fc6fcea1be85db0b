package io.zkwire.runtime.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Addresses as people read them in a message. */
final class Addresses {

  private Addresses() {}

  /** Each server with what its name resolves to now. */
  static String describe(String servers) {
    List<String> out = new ArrayList<>();
    for (String server : servers.split(",", -1)) {
      String host = server.substring(0, Math.max(0, server.lastIndexOf(':')));
      out.add(server + " (" + resolve(host) + ")");
    }
    return String.join(", ", out);
  }

  private static String resolve(String host) {
    try {
      return String.join(
          " ",
          Arrays.stream(InetAddress.getAllByName(host)).map(InetAddress::getHostAddress).toList());
    } catch (UnknownHostException e) {
      return "unknown host";
    }
  }

  /** The name of this machine, for what operators read. */
  static String local() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
