package io.zkwire.runtime.endpoint.dns;

import io.zkwire.runtime.session.Session;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes queries by UDP, one at a time; answers that have to wait hold up none. */
final class UdpListener implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(UdpListener.class);

  private final Session session;
  private final DatagramSocket socket;
  private final Answers answers;

  UdpListener(Session session, DatagramSocket socket, Answers answers) {
    this.session = session;
    this.socket = socket;
    this.answers = answers;
  }

  @Override
  public void run() {
    DatagramPacket packet = new DatagramPacket(new byte[Answers.LARGEST_QUERY], 0);
    while (!socket.isClosed()) {
      try {
        packet.setLength(Answers.LARGEST_QUERY);
        socket.receive(packet);
        SocketAddress from = packet.getSocketAddress();
        answers
            .answer(Arrays.copyOf(packet.getData(), packet.getLength()), false)
            .thenAccept(answer -> send(answer, from));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LOG.debug("{} could not take a query", session.label(), e);
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10)); // it may stay so for a while
        }
      }
    }
  }

  private void send(byte @Nullable [] answer, SocketAddress to) {
    if (answer == null) {
      return;
    }
    try {
      socket.send(new DatagramPacket(answer, answer.length, to));
    } catch (IOException | IllegalArgumentException e) { // such as port 0, which nobody has
      LOG.debug("{} could not answer {}", session.label(), to, e);
    }
  }

  void close() {
    socket.close();
  }
}
