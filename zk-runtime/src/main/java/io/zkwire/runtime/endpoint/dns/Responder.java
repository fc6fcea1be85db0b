package io.zkwire.runtime.endpoint.dns;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.DnsOptions;
import io.zkwire.runtime.DnsServer;
import io.zkwire.runtime.endpoint.Catalogue;
import io.zkwire.runtime.session.Session;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two sockets at one port, and a thread for each. Thread-safe. */
final class Responder implements DnsServer {

  private static final Logger LOG = LoggerFactory.getLogger(Responder.class);
  private static final int MOST_ATTEMPTS = 20;
  private static final int BACKLOG = 50;
  private static final int RECEIVE_BYTES = 1 << 20;

  private final InetSocketAddress address;
  private final Catalogue catalogue;
  private final UdpListener udp;
  private final TcpListener tcp;
  private final Thread udpThread;
  private final Thread tcpThread;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Responder(
      Session session,
      Catalogue catalogue,
      DnsOptions options,
      DatagramSocket datagrams,
      ServerSocket connections) {
    this.catalogue = catalogue;
    this.address = (InetSocketAddress) datagrams.getLocalSocketAddress();
    ThreadFactory threads = session.threads("-dns");
    Answers answers = new Answers(session, catalogue, options, address.getAddress());
    this.udp = new UdpListener(session, datagrams, answers);
    this.tcp = new TcpListener(session, connections, answers, options, threads);
    this.udpThread = threads.newThread(udp);
    this.tcpThread = threads.newThread(tcp);
  }

  static Responder start(Session session, Catalogue catalogue, DnsOptions options) {
    InetSocketAddress wanted = new InetSocketAddress(options.address(), options.port());
    for (int attempt = 1; ; attempt++) {
      try {
        Responder responder = bind(session, catalogue, options, wanted);
        responder.udpThread.start();
        responder.tcpThread.start();
        LOG.info("{} answers DNS queries at {}", session.label(), responder.address);
        return responder;
      } catch (IOException e) {
        if (options.port() != 0 || attempt == MOST_ATTEMPTS) {
          throw new ZkWireException(
              ErrorCode.ENDPOINT_DNS,
              "the DNS responder cannot listen at " + wanted + ": " + e,
              "Choose an address of this machine and a port that is free; below 1024 a process"
                  + " needs a right of its own",
              e);
        }
        LOG.debug("{} tries another port for DNS", session.label(), e);
      }
    }
  }

  private static Responder bind(
      Session session, Catalogue catalogue, DnsOptions options, InetSocketAddress wanted)
      throws IOException {
    DatagramSocket datagrams = open(wanted);
    ServerSocket connections = null;
    try {
      connections = new ServerSocket();
      connections.setReuseAddress(true);
      connections.bind(new InetSocketAddress(options.address(), datagrams.getLocalPort()), BACKLOG);
      return new Responder(session, catalogue, options, datagrams, connections);
    } catch (IOException e) {
      datagrams.close();
      if (connections != null) {
        connections.close();
      }
      throw e;
    }
  }

  private static DatagramSocket open(InetSocketAddress wanted) throws BindException {
    try {
      DatagramSocket socket = new DatagramSocket(wanted);
      socket.setReceiveBufferSize(RECEIVE_BYTES); // as far as the system allows
      return socket;
    } catch (SocketException e) {
      BindException failure = new BindException(e.getMessage());
      failure.initCause(e);
      throw failure;
    }
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    udp.close();
    tcp.close();
    catalogue.close();
    try {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
      join(udpThread, deadline);
      join(tcpThread, deadline);
      tcp.await(deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void join(Thread thread, long deadline) throws InterruptedException {
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (left > 0 && thread != Thread.currentThread()) {
      thread.join(left);
    }
  }
}
