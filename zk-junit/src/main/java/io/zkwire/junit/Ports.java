package io.zkwire.junit;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Ports on loopback, below the range from which systems take the ports of outgoing connections:
 * while a server is stopped, no connection can take its port, not even a client's own by connecting
 * to itself.
 */
final class Ports {
  private static final int LOWEST = 20_000;
  private static final int BEYOND = 32_000;
  private static final int ATTEMPTS = 200;

  private Ports() {}

  /** The loopback address that everything here listens on. */
  static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  /** A port that nobody listened on a moment ago. */
  static int free() {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = random();
      if (isFree(port)) {
        return port;
      }
    }
    throw noneFree(null);
  }

  /** Whether a server could listen on the port now. */
  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(loopback(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A channel that listens on a port of its own. */
  static ServerSocketChannel listen() throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    BindException last = null;
    for (int i = 0; i < ATTEMPTS; i++) {
      try {
        return channel.bind(new InetSocketAddress(loopback(), random()));
      } catch (BindException e) {
        last = e;
      }
    }
    channel.close();
    throw noneFree(last);
  }

  private static int random() {
    return ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
  }

  private static IllegalStateException noneFree(@Nullable Exception cause) {
    String range = LOWEST + " to " + (BEYOND - 1);
    return new IllegalStateException(
        "No free port on loopback: tried " + ATTEMPTS + " of " + range, cause);
  }
}
