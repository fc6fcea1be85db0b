package io.zkwire.junit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The one thread of a proxy: accepts, carries bytes when they are due, and runs the commands in
 * between.
 */
final class ProxyLoop implements Runnable {
  private static final long LONGEST_WAIT = Duration.ofSeconds(1).toNanos();
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Selector selector;
  private final ProxyConnections connections;
  private final Queue<ProxyCommand> commands = new ConcurrentLinkedQueue<>();
  private boolean closed;

  ProxyLoop(Selector selector) {
    this.selector = selector;
    connections = new ProxyConnections(selector);
  }

  /** Has the loop's thread run a command; it is done once its effect on the sockets is. */
  void submit(ProxyCommand command) {
    commands.add(command);
    selector.wakeup();
  }

  ProxyConnections connections() {
    return connections;
  }

  /** A command: cuts the link. */
  void cut(Cut cut) {
    connections.cut(cut);
    int interest = cut == Cut.HELD ? 0 : SelectionKey.OP_ACCEPT;
    for (SelectionKey key : selector.keys()) {
      if (key.isValid() && key.channel() instanceof ServerSocketChannel) {
        key.interestOps(interest);
      }
    }
  }

  /** A command: ends the loop. */
  void stop() {
    closed = true;
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        select(connections.pump(System.nanoTime(), LONGEST_WAIT));
        serve();
        runCommands();
      }
    } catch (IOException e) {
      throw new IllegalStateException("The proxy's selector failed", e);
    } finally {
      closeAll();
    }
  }

  private void select(long waitNanos) throws IOException {
    long millis = (waitNanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
    if (commands.isEmpty() && millis > 0) {
      selector.select(millis);
    } else {
      selector.selectNow();
    }
  }

  private void serve() throws IOException {
    for (SelectionKey key : selector.selectedKeys()) {
      if (key.attachment() instanceof ProxyConnection connection) {
        connections.ready(connection, key);
      } else if (key.isValid() && key.isAcceptable()) {
        accept((ServerSocketChannel) key.channel(), (InetSocketAddress) key.attachment());
      }
    }
    selector.selectedKeys().clear();
  }

  private void accept(ServerSocketChannel listener, InetSocketAddress target) throws IOException {
    SocketChannel client = listener.accept();
    if (client != null) {
      connections.add(client, target);
    }
  }

  private void runCommands() throws IOException {
    List<ProxyCommand> ran = new ArrayList<>();
    for (ProxyCommand next = commands.poll(); next != null; next = commands.poll()) {
      next.action().accept(this);
      ran.add(next);
    }
    if (!ran.isEmpty()) {
      selector.selectNow(); // a closed channel lets go of its socket only now
      ran.forEach(command -> command.done().countDown());
    }
  }

  private void closeAll() {
    connections.closeAll();
    try (selector) {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.selectNow();
    } catch (IOException e) {
      throw new IllegalStateException("The proxy could not close its sockets", e);
    }
  }
}
