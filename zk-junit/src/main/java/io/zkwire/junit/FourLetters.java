package io.zkwire.junit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Asks a server what it is, by the four-letter word {@code srvr}. */
final class FourLetters {
  private static final int PATIENCE = (int) Duration.ofSeconds(2).toMillis();
  private static final String MODE = "Mode: ";

  private FourLetters() {}

  /** {@code standalone}, {@code leader} or {@code follower}; empty if it does not serve. */
  static Optional<String> mode(int port) {
    return ask(port)
        .lines()
        .filter(line -> line.startsWith(MODE))
        .map(line -> line.substring(MODE.length()).trim())
        .findFirst();
  }

  private static String ask(int port) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(PATIENCE);
      socket.connect(new InetSocketAddress(Ports.loopback(), port), PATIENCE);
      socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
