package io.zkwire.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A TCP proxy on loopback that can be slow, silent or broken. It stands before one server, or
 * before each server of an ensemble with a port of its own, and treats all connections alike: it is
 * a client's link to ZooKeeper.
 *
 * <pre>{@code
 * @Test
 * void worksOnASlowLink(ZkWire zk, ZkFaults faults) {
 *   faults.proxy(zk).delay(Duration.ofMillis(200));
 *   zk.config().publish("report/interval", "30s");
 *   faults.proxy(zk).heal();
 * }
 * }</pre>
 *
 * <p>Delay and rate hold in both directions and keep the order of the bytes. Of the three ways to
 * cut the link, {@link #blackHole}, {@link #hold} and {@link #reset}, the last one asked for holds.
 * A method returns once its effect has taken place. A proxy has one daemon thread, whose name
 * begins with {@code zk-proxy}, and at most 1 MiB under way in each direction of a connection;
 * beyond that the sender is held back.
 *
 * <p>Thread-safe. After {@link #close} every other method but {@link #connectString} throws {@link
 * IllegalStateException}.
 */
public final class ZkProxy implements AutoCloseable {
  private static final Duration AT_MOST = Duration.ofSeconds(10);
  private static final long LONGEST_DELAY = Duration.ofHours(1).toNanos();

  private final ProxyLoop loop;
  private final Thread thread;
  private final String connectString;

  private ZkProxy(ProxyLoop loop, List<String> addresses) {
    this.loop = loop;
    connectString = String.join(",", addresses);
    thread = new Thread(loop, "zk-proxy " + connectString);
    thread.setDaemon(true);
  }

  /**
   * Opens a proxy that passes everything on, without delay.
   *
   * @param targets the servers, {@code host:port} separated by commas, without a chroot; they need
   *     not run yet
   * @return a running proxy, to be closed
   * @throws IllegalArgumentException if an address is not {@code host:port}
   * @throws UncheckedIOException if no socket can be opened
   */
  public static ZkProxy to(String targets) {
    List<InetSocketAddress> servers = Addresses.parse(targets);
    try {
      Selector selector = Selector.open();
      List<String> addresses = new ArrayList<>();
      for (InetSocketAddress server : servers) {
        ServerSocketChannel listener = Ports.listen();
        listener.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT, server);
        addresses.add(Addresses.show(Ports.loopback(), listener.socket().getLocalPort()));
      }
      ZkProxy proxy = new ZkProxy(new ProxyLoop(selector), addresses);
      proxy.thread.start();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("A proxy to " + targets + " could not be opened", e);
    }
  }

  /**
   * Where the proxy listens: one {@code host:port} for each target, in their order, separated by
   * commas.
   */
  public String connectString() {
    return connectString;
  }

  /** How many connections it carries now, those in a black hole included. */
  public int connections() {
    AtomicInteger count = new AtomicInteger();
    run(proxy -> count.set(proxy.connections().size()));
    return count.get();
  }

  /**
   * Delays what is sent from now on, in each direction, so that a round trip takes twice as long.
   *
   * @param oneWay the delay, from zero to one hour
   * @throws IllegalArgumentException if it is out of range
   */
  public void delay(Duration oneWay) {
    if (oneWay.isNegative() || oneWay.compareTo(Duration.ofNanos(LONGEST_DELAY)) > 0) {
      throw new IllegalArgumentException("delay = " + oneWay + ": must be from zero to one hour");
    }
    run(proxy -> proxy.connections().link().delayNanos = oneWay.toNanos());
  }

  /**
   * Limits what all connections together send in each direction.
   *
   * @param rate bytes (not bits) in a second, 8,000 for a link of 64 kbit/s; 0 for no limit
   * @throws IllegalArgumentException if it is negative
   */
  public void bytesPerSecond(long rate) {
    if (rate < 0) {
      throw new IllegalArgumentException("bytesPerSecond = " + rate + ": must not be negative");
    }
    run(proxy -> proxy.connections().link().rate(rate));
  }

  /**
   * Swallows everything: connections stay open and new ones are accepted, but nothing arrives, the
   * end of a connection included. Whatever lost a byte is reset when the link is mended, since the
   * stream could not go on.
   */
  public void blackHole() {
    cut(Cut.BLACK_HOLE);
  }

  /**
   * Holds everything back: nothing arrives, nothing is lost, and all of it is delivered late once
   * the link is mended, as TCP does after a short partition.
   */
  public void hold() {
    cut(Cut.HELD);
  }

  /** Resets all connections (RST), and from now on each new one at once, as if nobody listened. */
  public void reset() {
    cut(Cut.RESET);
  }

  /** Resets the connections of this moment; new ones pass. */
  public void breakConnections() {
    run(proxy -> proxy.connections().abortAll());
  }

  /** Ends every fault: bytes pass again, without delay and without limit. */
  public void heal() {
    run(
        proxy -> {
          proxy.cut(Cut.NONE);
          proxy.connections().link().clear();
        });
  }

  /** Sets the way the link is cut and leaves delay and rate as they are; returns the way before. */
  Cut cut(Cut cut) {
    Cut[] before = {Cut.NONE};
    run(
        proxy -> {
          before[0] = proxy.connections().link().cut;
          proxy.cut(cut);
        });
    return before[0];
  }

  /**
   * Closes all connections and the ports, and returns when the thread has ended. Closing it twice
   * does nothing.
   */
  @Override
  public void close() {
    loop.submit(new ProxyCommand(ProxyLoop::stop));
    Await.isSo(AT_MOST, () -> !thread.isAlive());
  }

  private void run(Consumer<ProxyLoop> action) {
    ProxyCommand command = new ProxyCommand(action);
    loop.submit(command);
    CountDownLatch done = command.done();
    if (!Await.isSo(AT_MOST, () -> done.getCount() == 0 || !thread.isAlive())
        || done.getCount() > 0) {
      throw new IllegalStateException("The proxy " + connectString + " is closed");
    }
  }
}
