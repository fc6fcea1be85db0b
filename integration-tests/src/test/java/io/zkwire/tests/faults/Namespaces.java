package io.zkwire.tests.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Network namespaces of Linux: one a server, one a worker, and the hub, which {@code faults.sh}
 * makes and in which the harness runs. Servers speak to each other over one bridge and to clients
 * over another, so every cut is one cable that is pulled at the hub's end: addresses and routes
 * stay, as when a switch fails. The namespaces of a run begin with its prefix, and {@code
 * faults.sh} removes them when the run has ended, however it has.
 */
final class Namespaces implements Network {
  private static final String PEERS = "10.77.1.";
  private static final String CLIENTS = "10.77.2.";
  private static final int HUB = 254;
  private static final int FIRST_SITE = 101;
  private static final int CLIENT_PORT = 2181;

  private final String prefix;
  private final List<Site> sites = new ArrayList<>();

  Namespaces(String prefix, int servers, int workers) {
    this.prefix = prefix;
    ip("link add peers type bridge");
    ip("link set peers up");
    ip("link add clients type bridge");
    ip("addr add " + CLIENTS + HUB + "/24 dev clients");
    ip("link set clients up");
    for (int i = 0; i < servers; i++) {
      add(server(i));
      plug(server(i), "p" + i, "peers", PEERS + (i + 1));
      plug(server(i), "c" + i, "clients", CLIENTS + (i + 1));
    }
    for (int i = 0; i < workers; i++) {
      add(worker(i));
      plug(worker(i), "w" + i, "clients", CLIENTS + (FIRST_SITE + i));
      sites.add(new Place(i));
    }
  }

  private String server(int i) {
    return prefix + "-s" + i;
  }

  private String worker(int i) {
    return prefix + "-w" + i;
  }

  private void add(String namespace) {
    ip("netns add " + namespace);
    ip("-n " + namespace + " link set lo up");
  }

  private void plug(String namespace, String cable, String bridge, String address) {
    ip("link add " + cable + " type veth peer name " + cable + " netns " + namespace);
    ip("link set " + cable + " master " + bridge + " up");
    ip("-n " + namespace + " addr add " + address + "/24 dev " + cable);
    ip("-n " + namespace + " link set " + cable + " up");
  }

  private static void ip(String arguments) {
    Commands.run(List.of(("ip " + arguments).split(" ")));
  }

  private static List<String> inside(String namespace, List<String> command) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    all.addAll(command);
    return all;
  }

  @Override
  public List<Site> sites() {
    return List.copyOf(sites);
  }

  @Override
  public List<String> serverCommand(int server, List<String> command) {
    return inside(server(server), command);
  }

  @Override
  public String serverLine(int server) {
    return PEERS + (server + 1) + ":2888:3888;" + client(server);
  }

  @Override
  public Address client(int server) {
    return new Address(CLIENTS + (server + 1), CLIENT_PORT);
  }

  @Override
  public boolean canCutPeers() {
    return true;
  }

  @Override
  public void cutPeers(int server) {
    ip("link set p" + server + " down");
  }

  @Override
  public void healPeers(int server) {
    ip("link set p" + server + " up");
  }

  /** Removes the namespaces of servers and workers, and with them their cables. */
  @Override
  public void close() {
    IntStream.range(0, sites.size()).forEach(i -> ip("netns del " + worker(i)));
    for (int i = 0; i < Ensemble.SIZE; i++) {
      ip("netns del " + server(i));
    }
  }

  private final class Place implements Site {
    /** Where a command reaches the two ends of the cable. */
    private static final List<String> ENDS = List.of("", "ip netns exec %s ");

    private static final String ADD =
        "tc qdisc add dev w%d root tbf rate 128kbit burst 2kb latency 500ms";
    private static final String DEL = "tc qdisc del dev w%d root";

    private final int number;

    Place(int number) {
      this.number = number;
    }

    @Override
    public int number() {
      return number;
    }

    @Override
    public List<String> command(List<String> command) {
      return inside(worker(number), command);
    }

    @Override
    public String servers(List<Integer> servers) {
      return servers.stream().map(i -> client(i).toString()).collect(Collectors.joining(","));
    }

    @Override
    public void cut() {
      ip("link set w" + number + " down");
    }

    @Override
    public void slow() {
      for (String end : ENDS) {
        Commands.run(
            List.of((end.formatted(worker(number)) + ADD.formatted(number)).strip().split(" ")));
      }
    }

    @Override
    public void hasten() {
      for (String end : ENDS) {
        Commands.run(
            List.of((end.formatted(worker(number)) + DEL.formatted(number)).strip().split(" ")));
      }
    }

    @Override
    public void heal() {
      ip("link set w" + number + " up");
    }
  }
}
