package io.zkwire.console.web;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.ZkWire;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * The console on a port of its own. Beyond loopback it listens only with TLS, and only once there
 * is an account. Thread-safe.
 */
public final class ConsoleServer implements AutoCloseable {

  private final Server server;
  private final ServerConnector connector;
  private final ConsoleServlet servlet;
  private final boolean tls;
  private final String bind;

  private ConsoleServer(
      Server server, ServerConnector connector, ConsoleServlet servlet, boolean tls, String bind) {
    this.server = server;
    this.connector = connector;
    this.servlet = servlet;
    this.tls = tls;
    this.bind = bind;
  }

  /**
   * Where it listens, and by which key.
   *
   * @param bind the address or name, such as {@code 127.0.0.1}
   * @param port the port; 0 for a free one
   * @param keyStore the key for TLS, PKCS12 or JKS; null for none
   * @param keyPassword its password; null for none
   */
  public record Listen(
      String bind, int port, @Nullable Path keyStore, @Nullable String keyPassword) {

    @Override
    public String toString() {
      return bind + ":" + port + (keyStore == null ? "" : " with " + keyStore);
    }
  }

  /**
   * Starts a server.
   *
   * @param zk the connection, which stays the caller's
   * @param options how the console is served
   * @param listen where
   * @return the server; close it
   * @throws ZkWireException ZK-CONSOLE-20 if it would be reachable from elsewhere without TLS or
   *     without an account, or cannot listen
   */
  public static ConsoleServer start(ZkWire zk, ConsoleOptions options, Listen listen) {
    boolean tls = listen.keyStore() != null;
    Accounts accounts = new Accounts(options.data());
    requireSafe(listen, tls, accounts);
    Server server = new Server(pool());
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(8 << 10);
    http.setIdleTimeout(30_000);
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    ServerConnector connector;
    if (tls) {
      http.addCustomizer(new SecureRequestCustomizer(false));
      SslContextFactory.Server ssl = new SslContextFactory.Server();
      ssl.setKeyStorePath(String.valueOf(listen.keyStore()));
      ssl.setKeyStorePassword(listen.keyPassword() == null ? "" : listen.keyPassword());
      connector = new ServerConnector(server, new SslConnectionFactory(ssl, "http/1.1"), plain);
    } else {
      connector = new ServerConnector(server, plain);
    }
    connector.setHost(listen.bind());
    connector.setPort(listen.port());
    server.addConnector(connector);
    ConsoleServlet servlet = new ConsoleServlet(zk, options.secure(tls), accounts);
    ServletContextHandler context = new ServletContextHandler("/");
    context.addServlet(new ServletHolder(servlet), "/*");
    server.setHandler(context);
    try {
      server.start();
    } catch (Exception e) {
      servlet.destroy();
      throw new ZkWireException(
          ErrorCode.CONSOLE_START,
          "the console cannot listen on " + listen + ": " + e.getMessage(),
          "Choose another port with --port, or end what has it",
          e);
    }
    return new ConsoleServer(server, connector, servlet, tls, listen.bind());
  }

  private static QueuedThreadPool pool() {
    QueuedThreadPool pool = new QueuedThreadPool(260, 4);
    pool.setName("zkwire-console-http");
    pool.setDaemon(true);
    return pool;
  }

  private static void requireSafe(Listen listen, boolean tls, Accounts accounts) {
    if (loopback(listen.bind())) {
      return;
    }
    if (!tls) {
      throw refused(
          listen.bind()
              + " can be reached from elsewhere, and passwords would travel in clear text",
          "Give --tls-key-store, or bind to loopback behind a proxy that speaks TLS");
    }
    if (!accounts.any()) {
      throw refused(
          listen.bind() + " can be reached from elsewhere, and there is no account",
          "Make one first with zkw account add, or start on loopback");
    }
  }

  private static boolean loopback(String bind) {
    try {
      for (InetAddress address : InetAddress.getAllByName(bind)) {
        if (!address.isLoopbackAddress()) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      throw refused(bind + " is no address of this machine", "Give one with --bind");
    }
  }

  private static ZkWireException refused(String problem, String mend) {
    return new ZkWireException(ErrorCode.CONSOLE_START, problem, mend, null);
  }

  /** The port. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Where a browser finds it. */
  public String url() {
    return (tls ? "https" : "http") + "://" + bind + ":" + port() + "/";
  }

  /** A token that lets one person in, once, while there is no account; null if there is one. */
  public @Nullable String firstToken() {
    return servlet.firstToken();
  }

  /** The servlet. */
  ConsoleServlet servlet() {
    return servlet;
  }

  /** Waits until it ends. */
  public void join() throws InterruptedException {
    server.join();
  }

  @Override
  public void close() {
    servlet.destroy();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server of the console did not end", e);
    }
  }
}
