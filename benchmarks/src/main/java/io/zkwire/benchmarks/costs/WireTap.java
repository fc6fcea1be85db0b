package io.zkwire.benchmarks.costs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Stands between a client and the server, hands on what each says, and counts it. */
final class WireTap implements AutoCloseable {

  private static final int LARGEST = 64 << 20;

  private final WireTotals totals = new WireTotals();
  private final ServerSocket listening;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  /**
   * Begins to listen.
   *
   * @param port of the server, on loopback
   */
  WireTap(int port) throws IOException {
    this.port = port;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("accept", this::accept);
  }

  /** Where the client connects. */
  String connectString() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  WireTotals totals() {
    return totals;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
      for (Socket socket : new Socket[] {client, server}) {
        socket.setTcpNoDelay(true);
        sockets.add(socket);
      }
      WireFrames frames = new WireFrames(totals);
      start("to-server", () -> copy(client, server, frames::sent));
      start("to-client", () -> copy(server, client, frames::received));
    }
  }

  private void copy(Socket from, Socket to, Consumer<byte[]> counter) throws IOException {
    try (from;
        to) {
      DataInputStream in = new DataInputStream(from.getInputStream());
      DataOutputStream out = new DataOutputStream(to.getOutputStream());
      while (true) {
        int length = in.readInt();
        if (length < 0 || length > LARGEST) {
          throw new IOException("a frame of " + length + " bytes");
        }
        byte[] frame = in.readNBytes(length);
        byte[] whole = new byte[Integer.BYTES + length];
        java.nio.ByteBuffer.wrap(whole).putInt(length).put(frame);
        counter.accept(frame); // before it goes on: what has been answered has been counted
        out.write(whole);
        out.flush();
      }
    }
  }

  private void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (EOFException | SocketException e) {
                // one of both has ended
              } catch (IOException e) {
                System.err.println("the tap of a client has ended: " + e);
              }
            },
            "tap-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private interface Work {
    void run() throws IOException;
  }
}
