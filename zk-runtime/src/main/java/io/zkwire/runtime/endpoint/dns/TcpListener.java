package io.zkwire.runtime.endpoint.dns;

import io.zkwire.runtime.DnsOptions;
import io.zkwire.runtime.session.Session;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes connections, so many at a time, each with a thread. */
final class TcpListener implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(TcpListener.class);

  private final Session session;
  private final ServerSocket socket;
  private final Answers answers;
  private final DnsOptions options;
  private final ThreadFactory threads;
  private final Map<TcpConnection, Thread> open = new ConcurrentHashMap<>();

  TcpListener(
      Session session,
      ServerSocket socket,
      Answers answers,
      DnsOptions options,
      ThreadFactory threads) {
    this.session = session;
    this.socket = socket;
    this.answers = answers;
    this.options = options;
    this.threads = threads;
  }

  @Override
  public void run() {
    while (!socket.isClosed()) {
      try {
        take(socket.accept());
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LOG.debug("{} could not take a connection", session.label(), e);
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10)); // it may stay so for a while
        }
      }
    }
  }

  private void take(Socket accepted) throws IOException {
    if (open.size() >= options.connections()) {
      answers.dropped();
      accepted.close();
      return;
    }
    TcpConnection connection =
        new TcpConnection(session, accepted, answers, options.idle(), open::remove);
    Thread thread = threads.newThread(connection);
    open.put(connection, thread);
    thread.start();
    if (socket.isClosed()) {
      connection.close();
    }
  }

  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("{} could not close its DNS socket", session.label(), e);
    }
    open.keySet().forEach(TcpConnection::close);
  }

  /** Waits for the threads of connections. */
  void await(long deadline) throws InterruptedException {
    for (Thread thread : open.values()) {
      Responder.join(thread, deadline);
    }
  }
}
