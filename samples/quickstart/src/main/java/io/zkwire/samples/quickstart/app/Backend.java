package io.zkwire.samples.quickstart.app;

import com.sun.net.httpserver.HttpServer;
import io.zkwire.annotation.ServiceEndpoint;
import io.zkwire.runtime.ZkWire;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;

/**
 * A web server that others find by its domain. Its port is known only once it listens. Says {@code
 * ready}, and ends when its input does.
 */
@ServiceEndpoint(domain = "prices", port = "{port}")
public final class Backend {

  private static final Duration SESSION = Duration.ofSeconds(4);

  private volatile int listening;

  /** Where it listens; 0 until it does. */
  int port() {
    return listening;
  }

  /**
   * Runs until the input ends.
   *
   * @param args where ZooKeeper is, what it answers, and after how many milliseconds
   * @throws IOException if it cannot listen
   */
  public static void main(String[] args) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    long delay = Long.parseLong(args[2]);
    server.createContext(
        "/",
        exchange -> {
          pause(delay);
          byte[] body = args[1].getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.setExecutor(Executors.newFixedThreadPool(8));
    try (ZkWire zk = ZkWire.builder().connect(args[0]).sessionTimeout(SESSION).start()) {
      Backend backend = zk.create(Backend.class);
      server.start();
      backend.listening = server.getAddress().getPort();
      zk.registrations().refresh();
      System.out.println("ready");
      System.in.transferTo(OutputStream.nullOutputStream()); // nothing is said to it
    }
    System.exit(0);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
