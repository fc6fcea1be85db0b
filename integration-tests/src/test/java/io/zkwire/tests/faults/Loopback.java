package io.zkwire.tests.faults;

import io.zkwire.junit.ZkProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Everything on loopback, for any machine: a worker's link is a TCP proxy, and servers cannot be
 * cut off from each other.
 */
final class Loopback implements Network {
  private static final Duration SLOW = Duration.ofMillis(150);

  private final List<int[]> ports = new ArrayList<>();
  private final List<Site> sites = new ArrayList<>();
  private final List<ZkProxy> proxies = new ArrayList<>();

  Loopback(int servers, int workers) {
    List<ServerSocket> held = new ArrayList<>();
    for (int i = 0; i < servers; i++) {
      ports.add(new int[] {free(held), free(held), free(held)});
    }
    held.forEach(Loopback::release);
    String targets =
        IntStream.range(0, servers)
            .mapToObj(i -> client(i).toString())
            .collect(Collectors.joining(","));
    for (int i = 0; i < workers; i++) {
      ZkProxy proxy = ZkProxy.to(targets);
      proxies.add(proxy);
      sites.add(new Place(i, proxy));
    }
  }

  private static int free(List<ServerSocket> held) {
    try {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      held.add(socket);
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("There is no free port", e);
    }
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Site> sites() {
    return List.copyOf(sites);
  }

  @Override
  public List<String> serverCommand(int server, List<String> command) {
    return command;
  }

  @Override
  public String serverLine(int server) {
    int[] of = ports.get(server);
    return "127.0.0.1:" + of[1] + ":" + of[2] + ";" + client(server);
  }

  @Override
  public Address client(int server) {
    return new Address("127.0.0.1", ports.get(server)[0]);
  }

  @Override
  public boolean canCutPeers() {
    return false;
  }

  @Override
  public void cutPeers(int server) {
    throw new UnsupportedOperationException("Servers cannot be cut off from each other here");
  }

  @Override
  public void healPeers(int server) {
    throw new UnsupportedOperationException("Servers cannot be cut off from each other here");
  }

  @Override
  public void close() {
    proxies.forEach(ZkProxy::close);
  }

  private record Place(int number, ZkProxy proxy) implements Site {
    @Override
    public List<String> command(List<String> command) {
      return command;
    }

    @Override
    public String servers(List<Integer> servers) {
      String[] all = proxy.connectString().split(",");
      return servers.stream().map(i -> all[i]).collect(Collectors.joining(","));
    }

    @Override
    public void cut() {
      proxy.blackHole();
    }

    @Override
    public void slow() {
      proxy.delay(SLOW);
    }

    @Override
    public void hasten() {
      proxy.delay(Duration.ZERO);
    }

    @Override
    public void heal() {
      proxy.heal();
    }
  }
}
