package io.zkwire.console.model;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ensemble, asked with the words that servers answer by default, or may be allowed to.
 * Thread-safe.
 */
public final class Servers {

  private static final int MILLIS = 1_000;
  private static final int LONGEST = 16 << 10;

  private Servers() {}

  /**
   * A server.
   *
   * @param address where it was asked
   * @param mode {@code leader}, {@code follower}, {@code standalone}, {@code observer}; empty where
   *     it does not answer the word {@code srvr}
   * @param version its version
   * @param connections how many clients it has
   * @param latency its average latency in milliseconds, as it says
   * @param nodes how many nodes there are
   * @param problem why nothing is known of it; empty where it answered
   */
  public record Row(
      String address,
      String mode,
      String version,
      String connections,
      String latency,
      String nodes,
      String problem) {}

  /**
   * Asks each server of a connect string.
   *
   * @param connect {@code host:port,host:port}
   */
  static List<Row> ask(String connect) {
    return addresses(connect).stream().map(Servers::one).toList();
  }

  private static List<String> addresses(String connect) {
    return Arrays.stream(connect.split("/", 2)[0].split(",", -1)).map(String::strip).toList();
  }

  /**
   * How many watches each server keeps; -1 where it does not tell, as it is by default.
   *
   * @param connect {@code host:port,host:port}
   */
  static Map<String, Long> watches(String connect) {
    Map<String, Long> watches = new LinkedHashMap<>();
    for (String address : addresses(connect)) {
      watches.put(address, watchesOf(address));
    }
    return watches;
  }

  private static long watchesOf(String address) {
    try {
      String count = line(ask(address, "mntr"), "zk_watch_count");
      return count.isEmpty() ? -1 : Long.parseLong(count);
    } catch (IOException | RuntimeException e) {
      return -1; // told by the check of the servers
    }
  }

  private static Row one(String address) {
    try {
      return read(address, ask(address, "srvr"));
    } catch (IOException | RuntimeException e) {
      return new Row(address, "", "", "", "", "", "does not answer: " + e.getMessage());
    }
  }

  /** What a server says to one of its words. */
  private static String ask(String address, String word) throws IOException {
    int colon = address.lastIndexOf(':');
    String host = colon < 0 ? address : address.substring(0, colon);
    try (Socket socket = new Socket()) {
      int port = colon < 0 ? 2181 : Integer.parseInt(address.substring(colon + 1));
      socket.connect(new InetSocketAddress(host.replace("[", "").replace("]", ""), port), MILLIS);
      socket.setSoTimeout(MILLIS);
      socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readNBytes(LONGEST), StandardCharsets.UTF_8);
    }
  }

  private static Row read(String address, String answer) {
    if (!answer.contains("Mode:")) {
      return new Row(
          address, "", "", "", "", "", "does not tell: srvr is not in 4lw.commands.whitelist");
    }
    String latency = line(answer, "Latency min/avg/max:");
    String[] parts = latency.split("/", -1);
    String version = line(answer, "Zookeeper version:");
    return new Row(
        address,
        line(answer, "Mode:"),
        version.split("-", 2)[0],
        line(answer, "Connections:"),
        parts.length == 3 ? parts[1] : latency,
        line(answer, "Node count:"),
        "");
  }

  private static String line(String answer, String name) {
    for (String line : answer.split("\n", -1)) {
      if (line.startsWith(name)) {
        return line.substring(name.length()).strip();
      }
    }
    return "";
  }
}
