package io.zkwire.junit;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends back what it receives, and counts it. Once it is closed nobody listens on its port, and
 * none can: a port from which systems take those of outgoing connections could connect to itself.
 */
final class EchoServer implements AutoCloseable {
  private final ServerSocketChannel listener;
  private final Thread acceptor;
  private final List<Socket> accepted = new CopyOnWriteArrayList<>();
  private final AtomicLong received = new AtomicLong();

  EchoServer() throws IOException {
    listener = Ports.listen();
    acceptor = start(this::accept);
  }

  String address() {
    return Addresses.show(Ports.loopback(), listener.socket().getLocalPort());
  }

  int accepted() {
    return accepted.size();
  }

  long received() {
    return received.get();
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = listener.accept().socket();
        accepted.add(socket);
        start(() -> echo(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void echo(Socket socket) {
    byte[] buffer = new byte[8192];
    try (socket) {
      for (int n = socket.getInputStream().read(buffer);
          n >= 0;
          n = socket.getInputStream().read(buffer)) {
        received.addAndGet(n);
        socket.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException e) {
      return;
    }
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work, "echo");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    Await.isSo(Duration.ofSeconds(10), () -> !acceptor.isAlive());
    for (Socket socket : accepted) {
      socket.close();
    }
  }
}
