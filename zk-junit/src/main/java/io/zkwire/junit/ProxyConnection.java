package io.zkwire.junit;

import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A client's connection and the one to the server behind it. Confined to the proxy's thread. */
final class ProxyConnection {
  private final LinkState link;
  private final SocketChannel client;
  private final SocketChannel server;
  private final SelectionKey clientKey;
  private final SelectionKey serverKey;
  private final ProxyPipe toServer;
  private final ProxyPipe toClient;
  private final boolean stillborn;

  /**
   * Takes an accepted client; the server does not hear of a client that was accepted into a black
   * hole.
   */
  ProxyConnection(SocketChannel client, InetSocketAddress target, LinkState link, Selector selector)
      throws IOException {
    this.link = link;
    this.client = client;
    server = SocketChannel.open();
    try {
      clientKey = prepare(client, selector);
      serverKey = prepare(server, selector);
      stillborn = link.cut == Cut.BLACK_HOLE;
      if (!stillborn) {
        server.connect(target);
      }
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
    toServer = new ProxyPipe(client, server, link, link.toServer);
    toClient = new ProxyPipe(server, client, link, link.toClient);
  }

  private SelectionKey prepare(SocketChannel channel, Selector selector) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return channel.register(selector, 0, this);
  }

  /**
   * Reads where the selector found something. The other side's key may still tell of an earlier
   * time.
   */
  void ready(SelectionKey selected, ByteBuffer scratch) throws IOException {
    if (!selected.isValid()) {
      return;
    }
    if (selected.isConnectable()) {
      server.finishConnect();
    }
    if (selected.isReadable()) {
      ProxyPipe pipe = selected.channel() == client ? toServer : toClient;
      pipe.read(scratch);
    }
  }

  /** Writes what is due, chooses what to wait for, and returns when to be called again. */
  long pump(long now) throws IOException {
    boolean connected = server.isConnected();
    long wake = connected ? Math.min(toServer.write(now), toClient.write(now)) : ProxyPipe.NEVER;
    waitFor(clientKey, interest(toServer, toClient));
    waitFor(serverKey, connected ? interest(toClient, toServer) : pendingInterest());
    return wake;
  }

  private static void waitFor(SelectionKey key, int operations) {
    if (key.isValid()) {
      key.interestOps(operations);
    }
  }

  private int pendingInterest() {
    return server.isConnectionPending() ? OP_CONNECT : 0;
  }

  private static int interest(ProxyPipe reading, ProxyPipe writing) {
    return (reading.wantsToRead() ? OP_READ : 0) | (writing.isBlocked() ? OP_WRITE : 0);
  }

  /** Nobody is left to carry bytes for. */
  boolean isOver() {
    boolean bothGone = toServer.isSenderDone() && toClient.isSenderDone();
    boolean bothTold = toServer.isFinished() && toClient.isFinished();
    return bothTold
        || (link.cut == Cut.BLACK_HOLE && (bothGone || (stillborn && toServer.isSenderDone())));
  }

  /** Whether the connection could go on if bytes passed from now on. */
  boolean canGoOn() {
    return !stillborn && !toServer.isLossy() && !toClient.isLossy();
  }

  /** Loses what is under way. */
  void swallow() {
    toServer.swallow();
    toClient.swallow();
  }

  /** Closes both sides in good order. */
  void close() {
    closeQuietly(client, false);
    closeQuietly(server, false);
  }

  /** Resets both sides. */
  void abort() {
    closeQuietly(client, true);
    closeQuietly(server, true);
  }

  static void closeQuietly(SocketChannel channel, boolean reset) {
    try (channel) {
      if (reset && channel.isOpen()) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException e) {
      // The other side was faster; closed is all that is wanted.
      return;
    }
  }
}
