package io.zkwire.console.model;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The ensemble, asked with the one word that servers answer by default. Thread-safe. */
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
    List<Row> rows = new ArrayList<>();
    for (String address : connect.split("/", 2)[0].split(",", -1)) {
      rows.add(one(address.strip()));
    }
    return rows;
  }

  private static Row one(String address) {
    int colon = address.lastIndexOf(':');
    String host = colon < 0 ? address : address.substring(0, colon);
    try (Socket socket = new Socket()) {
      int port = colon < 0 ? 2181 : Integer.parseInt(address.substring(colon + 1));
      socket.connect(new InetSocketAddress(host.replace("[", "").replace("]", ""), port), MILLIS);
      socket.setSoTimeout(MILLIS);
      socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      byte[] answer = socket.getInputStream().readNBytes(LONGEST);
      return read(address, new String(answer, StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException e) {
      return new Row(address, "", "", "", "", "", "does not answer: " + e.getMessage());
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
