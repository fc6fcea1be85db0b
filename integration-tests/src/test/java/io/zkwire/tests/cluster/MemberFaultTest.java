package io.zkwire.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.ClusterView;
import io.zkwire.ErrorCode;
import io.zkwire.Member;
import io.zkwire.MemberStatus;
import io.zkwire.Membership;
import io.zkwire.ZkWireException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Stranger;
import io.zkwire.tests.cluster.Crew.Needy;
import io.zkwire.tests.cluster.Crew.Stuck;
import io.zkwire.tests.cluster.Staff.Drained;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What members do when connections and methods fail at a bad moment. */
@Tag("slow")
@ZkTest(sessionTimeout = "4s")
class MemberFaultTest {

  private static final Duration LONG = Duration.ofSeconds(25);

  private ZkClients clients;
  private ZkFaults faults;
  private ZkWire one;
  private ZkWire other;
  private Stranger stranger;

  @BeforeEach
  void connect(ZkClients clients, ZkFaults faults) {
    this.clients = clients;
    this.faults = faults;
    one = clients.newClient(b -> b.property("id", "one"));
    other = clients.newClient();
    stranger = new Stranger(other, clients.chroot());
  }

  private Stat stat(String id) throws Exception {
    return clients.curator(other).checkExists().forPath("/members/crew/" + id);
  }

  private static long session(ZkWire zk) throws Exception {
    return zk.curator().getZookeeperClient().getZooKeeper().getSessionId();
  }

  @Test
  void whoLeavesWhileAwayIsGoneWhenTheConnectionIsBack() throws Exception {
    Membership member = one.join("crew", "x");
    long session = session(one);
    faults.suspend(one);
    member.close();
    faults.resume(one);
    await().until(() -> stat("x") == null);
    assertThat(session(one)).as("it left, and did not expire").isEqualTo(session);
  }

  @Test
  void whoLeavesBeforeTheWishesAreKnownNeverJoins() throws Exception {
    faults.suspend(one);
    Membership a = one.join("crew", "a");
    Membership b = one.join("crew", "b");
    b.close();
    faults.resume(one);
    await().until(a::joined);
    await()
        .during(Duration.ofSeconds(1))
        .atMost(LONG)
        .untilAsserted(() -> assertThat(stat("b")).isNull());
  }

  @Test
  void whoLeavesBeforeItHeardOfItsOwnNodeIsGone() throws Exception {
    one.join("crew", "first");
    faults.suspend(one);
    Membership member = one.join("crew", "x");
    faults.proxy(one).delay(Duration.ofMillis(400));
    faults.resume(one);
    await().pollInterval(Duration.ofMillis(5)).until(() -> stat("x") != null);
    faults.suspend(one); // before the answer has come
    assertThat(member.joined()).isFalse();
    member.close();
    faults.proxy(one).heal();
    await().until(() -> one.state() == SessionState.CONNECTED);
    await().untilAsserted(() -> assertThat(stat("x")).isNull());
  }

  @Test
  void aDescriptionThatThrowsKeepsNothingFromComingBack() throws Exception {
    one.join("crew", "x");
    one.describe(
        "bad",
        () -> {
          throw new IllegalStateException("no description");
        });
    long before = session(one);
    faults.expireSession(one);
    await().atMost(LONG).until(() -> stat("x") != null && stat("x").getEphemeralOwner() != before);
    assertThat(stat("x").getEphemeralOwner()).isEqualTo(session(one));
    String description = "/zkwire/instances/" + one.id();
    await()
        .atMost(LONG)
        .ignoreExceptions() // until it stands
        .until(
            () ->
                new String(clients.curator(other).getData().forPath(description))
                    .contains("IllegalStateException"));
  }

  @Test
  void whoFindsItsIdTakenLaterSaysSoAndGoesOn() throws Exception {
    Membership first = other.join("crew", "x");
    faults.suspend(one);
    Membership twin = one.join("crew", "x");
    faults.resume(one);
    await()
        .atMost(LONG)
        .until(
            () ->
                one.health().problems().stream()
                    .anyMatch(p -> p.code() == ErrorCode.MEMBER_DUPLICATE));
    assertThat(twin.joined()).isFalse();
    first.close();
    await().atMost(LONG).until(twin::joined);
    await().until(() -> one.health().problems().isEmpty());
  }

  @Test
  void aWishThatCannotBeReadNowKeepsNobodyFromJoiningLater() throws Exception {
    stranger.set("/operators/crew/b", "ONLINE");
    one.join("crew", "a");
    faults.suspend(one);
    Membership b = one.join("crew", "b");
    await()
        .during(Duration.ofMillis(1_500)) // until the client has tried in vain
        .until(() -> one.state() != SessionState.CONNECTED);
    faults.resume(one);
    await().until(b::joined);
    assertThat(stat("b")).isNotNull();
  }

  @Test
  void aStateThatDoesNotComeKeepsNobodyFromJoining() throws Exception {
    Stuck stuck = one.create(Stuck.class);
    assertThat(stat("one")).isNotNull();
    stuck.mayTell.countDown();
    ClusterView crew = other.members("crew");
    await().until(() -> "told".equals(crew.all().get(0).state().get("phase")));
  }

  @Test
  void oneWhoseMethodHangsWhileItGoesOffLineComesBack() {
    Drained drained = one.create(Drained.class);
    drained.mayFinish = new CountDownLatch(1);
    ClusterView view = other.members("importers");
    view.want("one", false);
    await().until(() -> !drained.events.isEmpty());
    view.want("one", true);
    await().until(() -> view.find("one").map(Member::status).orElse(null) == MemberStatus.ONLINE);
    await().until(drained.leadership::held);
    drained.mayFinish.countDown();
    await().until(() -> drained.events.contains("on"));
  }

  @Test
  void aWishThatIsTooLongChangesNothing() {
    Drained drained = one.create(Drained.class);
    stranger.set("/operators/importers/one", "OFFLINE");
    await().until(() -> !drained.events.isEmpty());
    stranger.set("/operators/importers/one", "OFFLINE" + " ".repeat(70));
    await()
        .until(
            () ->
                one.health().problems().stream().anyMatch(p -> p.code() == ErrorCode.MEMBER_WISH));
    assertThat(drained.events).doesNotContain("on");
  }

  @Test
  void aMemberThatMayNotBeReadIsNamed() throws Exception {
    one.join("crew", "x");
    ClusterView view = other.members("crew");
    ACL acl = new ACL(Perms.ADMIN, Ids.ANYONE_ID_UNSAFE);
    clients.curator(other).setACL().withACL(List.of(acl)).forPath("/members/crew/x");
    ZkWire third = clients.newClient();
    third.members("crew");
    await()
        .until(
            () ->
                third.health().problems().stream()
                    .anyMatch(p -> p.message().contains("/members/crew/x")));
    assertThat(view.find("x")).isPresent();
  }

  @Test
  void aViewThatWasOpenedWhileAwayIsFilledWithoutAWord() {
    one.join("crew", "x");
    ZkWire away = clients.newClient();
    faults.suspend(away);
    ClusterView view = away.members("crew");
    List<Member> told = new CopyOnWriteArrayList<>();
    view.onChange(change -> told.addAll(change.joined()));
    faults.resume(away);
    await().until(() -> view.find("x").isPresent());
    one.join("crew", "y");
    await().until(() -> !told.isEmpty());
    assertThat(told).extracting(Member::id).containsExactly("y");
  }

  @Test
  void whatIsToldToAHandleEndsWithIt() {
    ClusterView view = other.members("crew");
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    List<String> told = new CopyOnWriteArrayList<>();
    view.onChange(
        change -> {
          change.joined().forEach(member -> told.add(member.id()));
          inside.countDown();
          await().atMost(LONG).until(() -> mayGoOn.getCount() == 0);
        });
    one.join("crew", "x");
    await().until(() -> inside.getCount() == 0);
    one.join("crew", "y");
    await().until(() -> view.find("y").isPresent());
    view.close();
    mayGoOn.countDown();
    ClusterView another = other.members("crew");
    List<String> later = new CopyOnWriteArrayList<>();
    another.onChange(change -> change.joined().forEach(member -> later.add(member.id())));
    one.join("crew", "z");
    await().until(() -> later.contains("z"));
    assertThat(told).containsExactly("x");
  }

  @Test
  void theWishOfAnObjectThatCouldNotBeBoundDrainsNobody() {
    stranger.set("/operators/crew/one", "OFFLINE");
    assertThatThrownBy(() -> one.create(Needy.class)).isInstanceOf(ZkWireException.class);
    assertThat(one.watches()).isEmpty();
    Membership member = one.join("crew", "another");
    await().until(() -> member.status() == MemberStatus.ONLINE);
  }

  @Test
  void oneThatIsWantedOffLineWhileAwayLeadsNothingWhenItIsBack() {
    stranger.set("/operators/importers/one", "OFFLINE");
    faults.suspend(one);
    Drained drained = one.create(Drained.class);
    faults.proxy(one).heal();
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              drained.lead();
              return !drained.events.isEmpty();
            });
    assertThat(drained.runs).hasValue(0);
    assertThat(drained.events).containsExactly("off, leading false");
    other.members("importers").want("one", true);
    await().atMost(LONG).until(drained.leadership::held);
  }
}
