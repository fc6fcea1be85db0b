package io.zkwire.tests.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.ClusterView;
import io.zkwire.Endpoint;
import io.zkwire.EndpointOffer;
import io.zkwire.EndpointRegistration;
import io.zkwire.Endpoints;
import io.zkwire.ErrorCode;
import io.zkwire.MemberHealth;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Carrier;
import io.zkwire.tests.Stranger;
import io.zkwire.tests.endpoint.Services.Checked;
import io.zkwire.tests.endpoint.Services.CheckedMember;
import io.zkwire.tests.endpoint.Services.Client;
import io.zkwire.tests.endpoint.Services.Fixed;
import io.zkwire.tests.endpoint.Services.Server;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What endpoints do for annotated classes, whatever carries their bindings. */
@ZkTest(sessionTimeout = "4s")
public abstract class EndpointBehaviour {

  private ZkClients clients;
  private ZkFaults faults;
  private ZkWire offering;
  private ZkWire finding;
  private Stranger stranger;

  /** How the classes come by their bindings. */
  protected abstract Carrier carrier();

  @BeforeEach
  void connect(ZkClients clients, ZkFaults faults) {
    this.clients = clients;
    this.faults = faults;
    offering = clients.newClient();
    finding = clients.newClient();
    stranger = new Stranger(clients.newClient(), clients.chroot());
  }

  private static List<String> addresses(Endpoints endpoints) {
    return endpoints.list().stream().map(Endpoint::address).toList();
  }

  private Server serving(int port) {
    Server server = carrier().create(offering, Server.class);
    server.port = port;
    offering.registrations().refresh();
    return server;
  }

  private EndpointRegistration own() {
    return offering.registrations().list().get(0);
  }

  private Stat node() throws Exception {
    return clients.curator(finding).checkExists().forPath("/services/app1/" + own().id());
  }

  @Test
  void aServerIsFoundOnceItsPortIsKnownAndWhileItIsHealthy() {
    Client client = carrier().create(finding, Client.class);
    Server server = carrier().create(offering, Server.class);
    assertThat(own().offered()).as("its port is not known").isNull();
    server.port = 8080;
    offering.registrations().refresh();
    assertThat(own().registered()).isTrue();
    await().until(() -> client.all.list().size() == 1);
    await().until(() -> client.near.list().size() == 1 && client.last.list().size() == 1);
    Endpoint found = client.all.pick();
    assertThat(found)
        .isEqualTo(
            new Endpoint(
                own().id(), "10.0.0.1", 8080, 2, "eu", Set.of("v1", "v2"), Map.of("path", "/x")));
    assertThat(client.near.pick()).isEqualTo(found);
    assertThat(client.last.pick("any")).isEqualTo(found);

    server.healthy = false; // nobody asks: it is looked at each second
    await().until(() -> client.all.list().isEmpty());
    server.healthy = true;
    await().until(() -> addresses(client.all).equals(List.of("10.0.0.1:8080")));
    await().until(() -> client.told.size() >= 3);
    assertThat(client.told.get(0).added()).containsExactly(found);
    assertThat(client.told.get(1).removed()).containsExactly(found);
  }

  @Test
  void whatIsNotWellIsWithdrawnUntilItIs() {
    Client client = carrier().create(finding, Client.class);
    Checked checked = carrier().create(offering, Checked.class);
    assertThat(checked.asked.get()).as("asked before anything is offered").isPositive();
    assertThat(own().offered()).isNull();
    checked.well = true;
    await().until(() -> addresses(client.all).equals(List.of("10.0.0.5:8080")));
    checked.well = false;
    await().until(() -> client.all.list().isEmpty());
    checked.well = true;
    await().until(() -> client.all.list().size() == 1);
    checked.hangs = true;
    await().until(() -> client.all.list().isEmpty());
    checked.hangs = false;
    await().until(() -> client.all.list().size() == 1);
    carrier().binding(offering, checked).close();
    int asked = checked.asked.get();
    assertThat(offering.registrations().list()).isEmpty();
    await()
        .during(Duration.ofMillis(400))
        .until(() -> checked.asked.get() <= asked + 1); // one may have been under way
  }

  @Test
  void aCheckTellsOfTheMemberTheEndpointAndWhatFollowsAllChecks() {
    Client client = carrier().create(finding, Client.class);
    ClusterView members = finding.members("app1");
    CheckedMember member = carrier().create(offering, CheckedMember.class);
    offering.registrations().register("app1", EndpointOffer.at("10.0.0.7", 8080).whileHealthy());
    offering.registrations().register("app1", EndpointOffer.at("10.0.0.8", 8080));
    Set<String> all = Set.of("10.0.0.6:8080", "10.0.0.7:8080", "10.0.0.8:8080");
    await().until(() -> Set.copyOf(addresses(client.all)).equals(all));
    member.well = false;
    await().until(() -> addresses(client.all).equals(List.of("10.0.0.8:8080")));
    await().until(() -> members.all().get(0).health() == MemberHealth.UNHEALTHY);
    member.well = true;
    await().until(() -> Set.copyOf(addresses(client.all)).equals(all));
    await().until(() -> members.all().get(0).health() == MemberHealth.HEALTHY);
    members.close();
  }

  @Test
  void anAddressThatChangesIsChangedInPlace() throws Exception {
    Server server = serving(8080);
    Client client = carrier().create(finding, Client.class);
    await().until(() -> addresses(client.all).equals(List.of("10.0.0.1:8080")));
    long czxid = node().getCzxid();
    List<Integer> sizes = new CopyOnWriteArrayList<>();
    client.all.onChange(change -> sizes.add(change.now().size()));
    for (int port = 8081; port < 8086; port++) {
      server.port = port;
      offering.registrations().refresh();
    }
    await().until(() -> addresses(client.all).equals(List.of("10.0.0.1:8085")));
    assertThat(node().getCzxid()).isEqualTo(czxid);
    await().until(() -> !sizes.isEmpty());
    assertThat(sizes).containsOnly(1);
  }

  @Test
  void theHostIsThatOfTheInterfaceThatReachesZooKeeper() {
    Fixed fixed = carrier().create(offering, Fixed.class);
    Client client = carrier().create(finding, Client.class);
    await().until(() -> addresses(client.all).equals(List.of("127.0.0.1:8080")));
    carrier().binding(offering, fixed).close();
    await().until(() -> client.all.list().isEmpty());
    assertThat(offering.registrations().list()).isEmpty();
  }

  @Test
  void itGoesBeforeAllElseThatItsProcessGivesBack() throws Exception {
    List<String> deleted = new CopyOnWriteArrayList<>();
    finding
        .curator()
        .getZookeeperClient()
        .getZooKeeper()
        .addWatch(
            clients.chroot(),
            event -> {
              String path = event.getPath() == null ? "" : event.getPath();
              if (event.getType() == EventType.NodeDeleted && path.contains("/services/")) {
                deleted.add("services");
              } else if (event.getType() == EventType.NodeDeleted && path.contains("-latch-")) {
                deleted.add("leaders");
              }
            },
            AddWatchMode.PERSISTENT_RECURSIVE);
    Server server = serving(8080);
    await().until(server.leadership::held);
    carrier().binding(offering, server).close();
    await().until(() -> deleted.contains("leaders"));
    assertThat(deleted).first().isEqualTo("services");
    deleted.clear();
    Server second = serving(8081);
    await().until(second.leadership::held);
    offering.close();
    await().until(() -> deleted.contains("leaders"));
    assertThat(deleted).first().isEqualTo("services");
  }

  @Test
  void drainingTakesAllAwayAndTheEndOfItBringsThemBack() {
    Server server = serving(8080);
    Client client = carrier().create(finding, Client.class);
    await().until(() -> client.all.list().size() == 1);
    offering.registrations().withdraw();
    await().until(() -> client.all.list().isEmpty());
    server.port = 8081;
    offering.registrations().refresh();
    assertThat(own().offered()).isNull();
    offering.registrations().restore();
    await().until(() -> addresses(client.all).equals(List.of("10.0.0.1:8081")));
  }

  @Test
  void aLostConnectionChangesNothing() throws Exception {
    serving(8080);
    Client client = carrier().create(finding, Client.class);
    await().until(() -> client.all.list().size() == 1);
    Stat before = node();
    for (int i = 0; i < 3; i++) {
      faults.suspend(offering);
      faults.resume(offering);
      await().until(own()::registered);
    }
    Stat after = node();
    assertThat(after.getCzxid()).as("never made again").isEqualTo(before.getCzxid());
    assertThat(after.getMzxid()).as("nor written").isEqualTo(before.getMzxid());
    assertThat(client.told).isEmpty();
  }

  @Test
  void aNewSessionOffersItAgainByTheSameName() throws Exception {
    serving(8080);
    Client client = carrier().create(finding, Client.class);
    await().until(() -> client.all.list().size() == 1);
    String id = own().id();
    long before = node().getEphemeralOwner();
    for (int i = 0; i < 3; i++) {
      faults.expireSession(offering);
      await()
          .until(
              () -> {
                Stat now = node();
                return now != null && own().registered() && now.getEphemeralOwner() != before;
              });
      await().until(() -> addresses(client.all).equals(List.of("10.0.0.1:8080")));
      assertThat(client.all.pick().id()).isEqualTo(id);
    }
  }

  @Test
  void whoeverDeletesTheNodeIsNotObeyed() throws Exception {
    serving(8080);
    Client client = carrier().create(finding, Client.class);
    await().until(() -> client.all.list().size() == 1);
    for (int i = 0; i < 10; i++) {
      long before = node().getCzxid();
      stranger.delete("/services/app1/" + own().id());
      await()
          .until(
              () -> {
                Stat now = node();
                return now != null && now.getCzxid() != before;
              });
    }
    stranger.delete("/services");
    await().until(() -> node() != null);
    await().until(() -> client.all.list().size() == 1);
  }

  /** A list is never empty because ZooKeeper is down. */
  @Test
  void theListStaysWhileZooKeeperIsAway() {
    serving(8080);
    stranger.set("/services/app1", "10.0.0.9:80");
    Client client = carrier().create(finding, Client.class);
    await().until(() -> client.all.list().size() == 2);
    List<Endpoint> before = client.all.list();
    faults.stop();
    await().until(client.all::stale);
    await().until(() -> client.all.age().toMillis() > 1_500);
    assertThat(client.all.list()).isEqualTo(before);
    assertThat(before).contains(client.all.pick());
    assertThat(client.last.list()).as("older than its maximum age").isEmpty();
    faults.restart();
    await().until(() -> !client.all.stale());
    await().until(() -> client.last.list().size() == 2);
    assertThat(client.all.list()).isEqualTo(before);
    assertThat(client.told).as("nothing has changed").isEmpty();
  }

  @Test
  void whatChangedWhileTheClientWasAwayIsSeenAndTold() {
    serving(8080);
    stranger.set("/services/app1", "10.0.0.9:80,10.0.0.8:80");
    Client client = carrier().create(finding, Client.class);
    await().until(() -> client.all.list().size() == 3);
    faults.suspend(finding);
    stranger.set("/services/app1", "10.0.0.9:80,10.0.0.7:80");
    carrier().create(offering, Fixed.class);
    assertThat(client.all.list()).hasSize(3);
    faults.resume(finding);
    await()
        .until(() -> addresses(client.all).containsAll(List.of("10.0.0.7:80", "127.0.0.1:8080")));
    await().until(() -> client.told.size() == 1);
    assertThat(client.told.get(0).removed())
        .extracting(Endpoint::address)
        .containsExactly("10.0.0.8:80");
    assertThat(client.told.get(0).added()).hasSize(2);
  }

  @Test
  void anAddressThatIsRegisteredTwiceIsOneEndpoint() {
    Client client = carrier().create(finding, Client.class);
    Fixed one = carrier().create(offering, Fixed.class);
    ZkWire other = clients.newClient();
    carrier().create(other, Fixed.class);
    await().until(() -> client.all.list().size() == 1);
    EndpointRegistration youngest = other.registrations().list().get(0);
    await().until(() -> client.all.pick().id().equals(youngest.id()));
    carrier().binding(offering, one).close();
    other.registrations().withdraw();
    await().until(() -> client.all.list().isEmpty());
  }

  @Test
  void aHostileNodeHarmsNobody() {
    serving(8080);
    Client client = carrier().create(finding, Client.class);
    stranger.set("/services/app1/a", "{\"@class\":\"javax.script.ScriptEngineManager\"}");
    stranger.set("/services/app1/b", "[".repeat(500_000));
    stranger.set("/services/app1/c", "{\"address\":\"x\\u0000\",\"port\":1}");
    stranger.set("/services/app1/d", new byte[] {(byte) 0xff, 0, 1});
    stranger.set("/services/app1", "10.0.0.9:80,,:::::,\u0007");
    await().until(() -> addresses(client.all).containsAll(List.of("10.0.0.1:8080", "10.0.0.9:80")));
    await()
        .until(
            () ->
                finding.health().problems().stream()
                    .anyMatch(
                        p ->
                            p.code() == ErrorCode.ENDPOINT_MALFORMED
                                && p.message().contains("6 entries")));
    assertThat(client.all.list()).hasSize(2);
  }

  @Test
  void anEndpointThatFailsIsLeftOutAndComesBack() {
    stranger.set("/services/app1", "10.0.0.1:80,10.0.0.2:80,10.0.0.3:80");
    Client client = carrier().create(finding, Client.class);
    Endpoints all = client.all;
    await().until(() -> all.list().size() == 3);
    IntStream.range(0, 30)
        .forEach(
            i -> {
              try (var call = all.call()) {
                if (!call.endpoint().host().equals("10.0.0.2")) {
                  call.ok();
                }
              }
            });
    for (int i = 0; i < 30; i++) {
      assertThat(all.pick().host()).isNotEqualTo("10.0.0.2");
    }
    assertThat(all.list()).hasSize(3);
  }
}
