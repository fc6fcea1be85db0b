package io.zkwire.junit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** The connections of a proxy and the state of their link. Confined to the proxy's thread. */
final class ProxyConnections {
  private static final int READ_SIZE = 1 << 16;

  private final Selector selector;
  private final LinkState link = new LinkState();
  private final List<ProxyConnection> connections = new ArrayList<>();
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(READ_SIZE);

  ProxyConnections(Selector selector) {
    this.selector = selector;
  }

  LinkState link() {
    return link;
  }

  int size() {
    return connections.size();
  }

  /** Takes a client that was accepted. */
  void add(SocketChannel client, InetSocketAddress target) {
    if (link.cut == Cut.RESET) {
      ProxyConnection.closeQuietly(client, true);
      return;
    }
    try {
      connections.add(new ProxyConnection(client, target, link, selector));
    } catch (IOException e) {
      ProxyConnection.closeQuietly(client, true);
    }
  }

  void ready(ProxyConnection connection, SelectionKey selected) {
    try {
      connection.ready(selected, scratch);
    } catch (IOException e) {
      drop(connection);
    }
  }

  /**
   * Hands over what is due; returns for how many nanoseconds nothing more will be, at most those
   * given.
   */
  long pump(long now, long atMost) {
    long wait = atMost;
    for (ProxyConnection connection : List.copyOf(connections)) {
      try {
        long wake = connection.pump(now);
        wait = wake == ProxyPipe.NEVER ? wait : Math.min(wait, wake - now);
        if (connection.isOver()) {
          connection.close();
          connections.remove(connection);
        }
      } catch (IOException e) {
        drop(connection);
      }
    }
    return wait;
  }

  /** Changes the cut and does to the connections what it means. */
  void cut(Cut cut) {
    Cut before = link.cut;
    link.cut = cut;
    if (cut == Cut.RESET) {
      abortAll();
    } else if (cut == Cut.BLACK_HOLE) {
      connections.forEach(ProxyConnection::swallow);
    } else if (before == Cut.BLACK_HOLE) {
      abortBroken();
    }
  }

  void abortAll() {
    connections.forEach(ProxyConnection::abort);
    connections.clear();
  }

  private void abortBroken() {
    for (ProxyConnection connection : List.copyOf(connections)) {
      if (!connection.canGoOn()) {
        drop(connection);
      }
    }
  }

  private void drop(ProxyConnection connection) {
    connection.abort();
    connections.remove(connection);
  }

  void closeAll() {
    connections.forEach(ProxyConnection::close);
    connections.clear();
  }
}
