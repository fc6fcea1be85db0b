package io.zkwire.tests.faults;

import io.zkwire.Endpoint;
import io.zkwire.EndpointOffer;
import io.zkwire.EndpointRegistration;
import io.zkwire.Endpoints;
import io.zkwire.ErrorCode;
import io.zkwire.runtime.ZkWire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;

/**
 * Three processes offer endpoints, another follows them and never sees an empty list: the quorum is
 * lost for four sessions; all servers are killed for four sessions; sessions expire; an address is
 * registered twice; nodes are hostile; ten thousand endpoints stand in one domain.
 */
final class EndpointLists extends ClientRow {
  private static final Duration BACK_WITHIN = Duration.ofSeconds(8);
  private static final int OFFERING = 3;
  private static final int MANY = 10_000;
  private static final String DOMAIN = "work";

  EndpointLists() {
    super("endpoints", 24);
  }

  @Override
  Bench open(Ensemble ensemble, String chroot) {
    return new Lists(ensemble, chroot);
  }

  private static final class Lists implements Bench {
    private final Ensemble ensemble;
    private final String chroot;
    private final List<ZkWire> offering = new ArrayList<>();
    private final List<EndpointRegistration> own = new ArrayList<>();
    private final Set<String> addresses = new HashSet<>();
    private final ZkWire finding;
    private final Endpoints found;
    private final AtomicBoolean empty = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Thread looking;

    Lists(Ensemble ensemble, String chroot) {
      this.ensemble = ensemble;
      this.chroot = chroot;
      for (int i = 0; i < OFFERING; i++) {
        ZkWire zk = client();
        offering.add(zk);
        own.add(zk.registrations().register(DOMAIN, EndpointOffer.at("10.0.0." + i, 80)));
        addresses.add("10.0.0." + i + ":80");
      }
      finding = client();
      finding.endpointStore().add(DOMAIN, "10.0.1.1:80");
      addresses.add("10.0.1.1:80");
      found = finding.endpoints(DOMAIN);
      converge();
      looking = new Thread(this::look, "looks at the list");
      looking.start();
    }

    private ZkWire client() {
      return ZkWire.builder()
          .connect(ensemble.connectString() + chroot)
          .sessionTimeout(Setting.T)
          .start();
    }

    private void look() {
      while (!ended.get()) {
        if (found.list().isEmpty()) {
          empty.set(true);
        }
        Poll.pass(Duration.ofMillis(2));
      }
    }

    private Set<String> seen() {
      Set<String> seen = new HashSet<>();
      found.list().forEach(endpoint -> seen.add(endpoint.address()));
      return seen;
    }

    /** Waits until all are listed, each by a node of its process's session of now. */
    private void converge() {
      Poll.until(
          "all endpoints are listed, not " + seen(),
          Duration.ofSeconds(30),
          () -> seen().equals(addresses) && !found.stale());
      Poll.until(
          "all are of their present sessions",
          Duration.ofSeconds(30),
          () -> IntStream.range(0, OFFERING).allMatch(this::stands));
    }

    private boolean stands(int index) {
      try {
        Stat stat = stat(index);
        return stat != null && stat.getEphemeralOwner() == session(offering.get(index));
      } catch (Exception e) {
        return false; // not connected yet
      }
    }

    private Stat stat(int index) throws Exception {
      return finding
          .curator()
          .checkExists()
          .forPath(chroot + "/services/" + DOMAIN + "/" + own.get(index).id());
    }

    private static long session(ZkWire zk) throws Exception {
      return zk.curator().getZookeeperClient().getZooKeeper().getSessionId();
    }

    @Override
    public void round(Trial trial) throws Exception {
      trial.phase();
      empty.set(false);
      List<String> ids = ids();
      switch (trial.number() % 6) {
        case 0 -> away(trial, List.of(0, 1), false);
        case 1 -> away(trial, Ensemble.all(), true);
        case 2 -> expiry(trial);
        case 3 -> twice(trial);
        case 4 -> hostile(trial);
        default -> many(trial);
      }
      trial.check(!empty.get(), "the list was empty for a moment");
      trial.check(ids().equals(ids), "the names of nodes have changed");
    }

    private List<String> ids() {
      return own.stream().map(EndpointRegistration::id).toList();
    }

    /** The list stays, marked stale, however long ZooKeeper is away. */
    private void away(Trial trial, List<Integer> servers, boolean killed) {
      List<Endpoint> before = found.list();
      servers.forEach(killed ? ensemble::kill : ensemble::freeze);
      Poll.until("the list is stale", Setting.T.multipliedBy(3), found::stale);
      Poll.pass(Setting.T.multipliedBy(4));
      trial.check(found.list().equals(before), "the list has changed while ZooKeeper was away");
      trial.check(before.contains(found.pick()), "nothing could be picked");
      servers.forEach(killed ? ensemble::start : ensemble::thaw);
      ensemble.leader();
      long back = System.nanoTime();
      converge();
      trial.measure(System.nanoTime() - back);
      trial.atMost("to converge", System.nanoTime() - back, BACK_WITHIN);
      ensemble.awaitServing();
    }

    private void expiry(Trial trial) throws Exception {
      int victim = trial.number() / 6 % OFFERING;
      ZooKeeper old = offering.get(victim).curator().getZookeeperClient().getZooKeeper();
      long before = old.getSessionId();
      long begun = System.nanoTime();
      old.getTestable().injectSessionExpiration();
      new ZooKeeper(
              ensemble.connectString(), 2_000, event -> {}, before, old.getSessionPasswd(), false)
          .close();
      Poll.until(
          "a new session",
          BACK_WITHIN,
          () -> {
            try {
              return session(offering.get(victim)) != before && stands(victim);
            } catch (Exception e) {
              return false; // not connected yet
            }
          });
      converge();
      trial.measure(System.nanoTime() - begun);
      trial.atMost("to be offered again", System.nanoTime() - begun, BACK_WITHIN);
    }

    /** The youngest node of an address counts, and the older one again when that is gone. */
    private void twice(Trial trial) {
      EndpointOffer same = EndpointOffer.at("10.0.0.0", 80);
      try (ZkWire other = client()) {
        String id = other.registrations().register(DOMAIN, same).id();
        Poll.until("the youngest is listed", BACK_WITHIN, () -> listed().contains(id));
        trial.check(found.list().size() == addresses.size(), "an address is listed twice");
        trial.check(!listed().contains(own.get(0).id()), "the older node is listed too");
      }
      Poll.until("the older one is back", BACK_WITHIN, () -> listed().contains(own.get(0).id()));
    }

    private Set<String> listed() {
      Set<String> ids = new HashSet<>();
      found.list().forEach(endpoint -> ids.add(endpoint.id()));
      return ids;
    }

    private void hostile(Trial trial) throws Exception {
      CuratorFramework client = finding.curator();
      String path = chroot + "/services/" + DOMAIN + "/hostile-";
      List<String> nodes = new ArrayList<>();
      for (String data :
          List.of(
              "[".repeat(400_000),
              "{\"@class\":\"javax.script.ScriptEngineManager\"}",
              "{\"address\":\"a b\",\"port\":1}",
              "\u0000")) {
        nodes.add(path + nodes.size());
        client
            .create()
            .orSetData()
            .forPath(nodes.get(nodes.size() - 1), data.getBytes(StandardCharsets.UTF_8));
      }
      Poll.until("it is reported", BACK_WITHIN, this::reported);
      trial.check(seen().equals(addresses), "the list is " + seen());
      trial.check(!found.stale(), "the connection was lost");
      for (String node : nodes) {
        client.delete().forPath(node);
      }
      Poll.until("it is no longer reported", BACK_WITHIN, () -> !reported());
    }

    private boolean reported() {
      return finding.health().problems().stream()
          .anyMatch(p -> p.code() == ErrorCode.ENDPOINT_MALFORMED);
    }

    private void many(Trial trial) {
      String record =
          String.join(",", IntStream.range(0, MANY).mapToObj(i -> "h" + i + ":80").toList());
      finding.endpointStore().replace("many", List.of(record.split(",", -1)), version());
      long begun = System.nanoTime();
      try (ZkWire other = client();
          Endpoints all = other.endpoints("many")) {
        trial.check(all.list().size() == MANY, "of 10,000 there are " + all.list().size());
        trial.measure(System.nanoTime() - begun);
        Set<String> keyed = new HashSet<>();
        IntStream.range(0, MANY).forEach(i -> keyed.add(all.pick("key-" + i).id()));
        trial.check(keyed.size() > MANY / 3, "keys have " + keyed.size() + " endpoints");
      }
    }

    private int version() {
      return finding.endpointStore().read("many").version();
    }

    @Override
    public void close() {
      ended.set(true);
      try {
        looking.join(5_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      offering.forEach(ZkWire::close);
      finding.close();
    }
  }
}
