package io.zkwire.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zkwire.ClusterView;
import io.zkwire.ErrorCode;
import io.zkwire.Member;
import io.zkwire.MemberHealth;
import io.zkwire.MemberStatus;
import io.zkwire.OfflineException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Carrier;
import io.zkwire.tests.Stranger;
import io.zkwire.tests.cluster.Staff.Drained;
import io.zkwire.tests.cluster.Staff.Importer;
import io.zkwire.tests.cluster.Staff.OfMany;
import io.zkwire.tests.cluster.Staff.Sick;
import io.zkwire.tests.cluster.Staff.StateWatcher;
import io.zkwire.tests.cluster.Staff.Watcher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What members do for an annotated class, whatever carries its binding. */
@ZkTest(sessionTimeout = "4s")
public abstract class ClusterBehaviour {

  private ZkClients clients;
  private ZkWire one;
  private ZkWire other;

  /** How the classes come by their bindings. */
  protected abstract Carrier carrier();

  @BeforeEach
  void connect(ZkClients clients) {
    this.clients = clients;
    one = named("one");
    other = clients.newClient();
  }

  private ZkWire named(String id) {
    return clients.newClient(b -> b.property("id", id));
  }

  private JsonNode json(String path) throws Exception {
    return new ObjectMapper().readTree(other.curator().getData().forPath(clients.chroot() + path));
  }

  private Stat stat(String path) throws Exception {
    return other.curator().checkExists().forPath(clients.chroot() + path);
  }

  @Test
  void anObjectIsAMemberFromItsBindingToItsEnd() throws Exception {
    Watcher watcher = carrier().create(other, Watcher.class);
    assertThat(watcher.importers.all()).isEmpty();
    Importer importer = carrier().create(one, Importer.class);
    assertThat(stat("/members/importers/one").getEphemeralOwner())
        .isEqualTo(one.curator().getZookeeperClient().getZooKeeper().getSessionId());
    JsonNode json = json("/members/importers/one");
    assertThat(json.path("id").asText()).isEqualTo("one");
    assertThat(json.path("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
    assertThat(json.path("version").asText()).isEqualTo("1.4");
    assertThat(json.path("sessionTimeout").asLong()).isEqualTo(4_000);
    assertThat(json.path("addresses").size()).isPositive();
    assertThat(json.path("state").path("queued").asInt()).isEqualTo(3);
    assertThat(json.path("state").path("phase").asText()).isEqualTo("idle");

    await().until(() -> watcher.events.equals(List.of("join one")));
    Member seen = watcher.importers.find("one").orElseThrow();
    assertThat(seen.state()).containsEntry("queued", 3L);
    assertThat(seen.health()).isEqualTo(MemberHealth.HEALTHY);
    assertThat(seen.sessionTimeout()).isEqualTo(Duration.ofSeconds(4));
    assertThat(watcher.importers.healthy()).containsExactly(seen);

    carrier().binding(one, importer).close();
    assertThat(stat("/members/importers/one")).isNull();
    await().until(() -> watcher.events.equals(List.of("join one", "leave one LEFT")));
    assertThat(watcher.importers.all()).isEmpty();
  }

  @Test
  void aClosedConnectionIsADepartureAndNoDeath() {
    Watcher watcher = carrier().create(other, Watcher.class);
    carrier().create(one, Importer.class);
    await().until(() -> watcher.events.size() == 1);
    one.close();
    await().until(() -> watcher.events.contains("leave one LEFT"));
  }

  @Test
  void nobodyIsToldOfThoseWhoAreThereAtTheBeginning() {
    carrier().create(one, Importer.class);
    Watcher watcher = carrier().create(other, Watcher.class);
    assertThat(watcher.importers.all()).extracting(Member::id).containsExactly("one");
    carrier().create(named("two"), Importer.class);
    await().until(() -> watcher.events.equals(List.of("join two")));
    assertThat(watcher.importers.all()).extracting(Member::id).containsExactly("one", "two");
  }

  @Test
  void stateIsWrittenOnlyWhenItChangedAndToldOnlyToWhoAsked() throws Exception {
    Watcher watcher = carrier().create(other, Watcher.class);
    StateWatcher curious = carrier().create(other, StateWatcher.class);
    Importer importer = carrier().create(one, Importer.class);
    await().until(() -> watcher.events.size() == 1);
    importer.phase = "reading";
    await().until(() -> curious.phases.equals(List.of("reading")));
    assertThat(curious.importers.find("one").orElseThrow().state())
        .containsEntry("phase", "reading");
    assertThat(watcher.importers.find("one").orElseThrow().state())
        .containsEntry("phase", "reading");
    int version = stat("/members/importers/one").getVersion();
    importer.queued = 4;
    await().until(() -> stat("/members/importers/one").getVersion() == version + 1);
    await().until(() -> curious.phases.equals(List.of("reading", "reading")));
    assertThat(watcher.events).containsExactly("join one");
  }

  @Test
  void aFailingOrHangingCheckMakesItUnhealthyButKeepsItsNode() throws Exception {
    Watcher watcher = carrier().create(other, Watcher.class);
    Sick sick = carrier().create(one, Sick.class);
    await().until(sick.leadership::held);
    long czxid = stat("/members/importers/one").getCzxid();

    sick.broken = true;
    await().until(() -> watcher.events.contains("change one UNHEALTHY ONLINE"));
    assertThat(watcher.importers.healthy()).isEmpty();
    assertThat(one.health().problems())
        .anySatisfy(p -> assertThat(p.code()).isEqualTo(ErrorCode.MEMBER_UNHEALTHY));
    assertThat(sick.leadership.held()).as("that check does not resign").isTrue();
    sick.broken = false;
    await().until(() -> watcher.events.contains("change one HEALTHY ONLINE"));

    sick.hanging = new CountDownLatch(1);
    await().until(() -> !watcher.importers.find("one").orElseThrow().available());
    sick.hanging.countDown();
    await().until(() -> watcher.importers.find("one").orElseThrow().available());

    sick.well = false;
    await().until(() -> !sick.leadership.held());
    sick.well = true;
    await().until(sick.leadership::held);
    assertThat(stat("/members/importers/one").getCzxid()).isEqualTo(czxid);
    await().until(() -> one.health().problems().isEmpty());
  }

  @Test
  void goingOffLineDrainsStepByStepAndComingBackUndoesIt() throws Exception {
    Drained drained = carrier().create(one, Drained.class);
    ClusterView view = other.members("importers");
    await().until(drained.leadership::held);
    drained.lead();
    drained.locked();
    assertThat(drained.runs).hasValue(2);

    drained.mayFinish = new CountDownLatch(1);
    view.want("one", false);
    assertThat(other.curator().getData().forPath(clients.chroot() + "/operators/importers/one"))
        .asString()
        .isEqualTo("OFFLINE");
    await().until(() -> drained.events.equals(List.of("off, leading false")));
    await().until(() -> view.find("one").orElseThrow().status() == MemberStatus.DRAINING);
    drained.lead();
    drained.locked();
    assertThat(drained.runs).hasValue(2);
    assertThatThrownBy(drained::strict).isInstanceOf(OfflineException.class);
    drained.mayFinish.countDown();
    await().until(() -> view.find("one").orElseThrow().status() == MemberStatus.DRAINED);
    assertThat(view.healthy()).isEmpty();

    view.want("one", true);
    await().until(() -> drained.events.equals(List.of("off, leading false", "on")));
    await().until(drained.leadership::held);
    await().until(() -> view.find("one").orElseThrow().available());
    assertThat(drained.strict()).isEqualTo(3);
  }

  @Test
  void aWishSurvivesTheMemberAndAGroupHasOneToo() throws Exception {
    ClusterView view = other.members("importers");
    view.wantAll(false);
    Drained drained = carrier().create(one, Drained.class);
    await().until(() -> view.find("one").orElseThrow().status() == MemberStatus.DRAINED);
    assertThat(drained.events).containsExactly("off, leading false");
    assertThat(stat("/leaders/drained-leader")).as("it has never stood for it").isNull();
    one.close();
    Drained again = carrier().create(named("one"), Drained.class);
    await().until(() -> again.events.equals(List.of("off, leading false")));
    again.lead();
    assertThat(again.runs).hasValue(0);
    view.want("one", true);
    await().until(again.leadership::held);
    view.forget("one");
    await().until(() -> !again.leadership.held());
    view.wantAll(true);
    await().until(again.leadership::held);
  }

  @Test
  void aWishThatNobodyUnderstandsIsReportedAndChangesNothing() {
    Drained drained = carrier().create(one, Drained.class);
    new Stranger(other, clients.chroot()).set("/operators/importers/one", "LUNCH");
    await()
        .untilAsserted(
            () ->
                assertThat(one.health().problems())
                    .anySatisfy(p -> assertThat(p.code()).isEqualTo(ErrorCode.MEMBER_WISH)));
    assertThat(drained.events).isEmpty();
    new Stranger(other, clients.chroot()).delete("/operators/importers/one");
    await().until(() -> one.health().problems().isEmpty());
  }

  @Test
  void aGroupCanBeDividedIntoBuckets() throws Exception {
    carrier().create(one, OfMany.class);
    carrier().create(named("two"), OfMany.class);
    assertThat(json("/members/crowd").path("buckets").asInt()).isEqualTo(16);
    assertThat(stat("/members/crowd/one")).isNull();
    assertThat(other.curator().getChildren().forPath(clients.chroot() + "/members/crowd"))
        .allSatisfy(name -> assertThat(name).matches("~\\d+"));
    ClusterView crowd = other.members("crowd");
    assertThat(crowd.all()).extracting(Member::id).containsExactly("one", "two");
    one.close();
    await().until(() -> crowd.all().size() == 1);
  }
}
