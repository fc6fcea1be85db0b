package io.zkwire.tests.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.Acknowledgement;
import io.zkwire.Acknowledgement.State;
import io.zkwire.Commands;
import io.zkwire.DuplicateMemberException;
import io.zkwire.OutcomeUnknownException;
import io.zkwire.SentCommand;
import io.zkwire.ZkWireException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.command.Shops.Kiosk;
import io.zkwire.tests.command.Shops.Shop;
import io.zkwire.tests.command.Stalls.Deep;
import io.zkwire.tests.command.Stalls.Early;
import io.zkwire.tests.command.Stalls.Late;
import io.zkwire.tests.command.Stalls.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of commands when senders, members or connections fail at a bad moment. */
@Tag("slow")
@ZkTest(sessionTimeout = "4s")
class CommandFaultTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private ZkClients clients;
  private ZkFaults faults;
  private ZkWire one;
  private ZkWire centre;
  private Commands shops;

  @BeforeEach
  void connect(ZkClients clients, ZkFaults faults) {
    this.clients = clients;
    this.faults = faults;
    one = named("a");
    centre = clients.newClient();
    shops = centre.commands("shops");
  }

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  private ZkWire named(String id) {
    return clients.newClient(o -> o.property("shop", id));
  }

  private static State stateOf(SentCommand sent, String member) {
    Acknowledgement known = sent.acknowledgements().get(member);
    return known == null ? State.PENDING : known.state();
  }

  private String ack(SentCommand sent) {
    try {
      String path = "/commands/shops/" + sent.id() + "/acks/a";
      return new String(clients.curator(centre).getData().forPath(path));
    } catch (KeeperException.NoNodeException e) {
      return "";
    } catch (Exception e) {
      throw new AssertionError("cannot read the acknowledgement", e);
    }
  }

  private static void reaches(SentCommand sent, State state) {
    await().atMost(LONG).untilAsserted(() -> assertThat(stateOf(sent, "a")).isEqualTo(state));
  }

  private static List<ACL> ofAnother() throws Exception {
    String digest = DigestAuthenticationProvider.generateDigest("another:secret");
    return List.of(new ACL(Perms.ALL, new Id("digest", digest)));
  }

  @Test
  void aSenderThatIsCutOffAtTheDeadlineLearnsTheEndWhenItIsBack() {
    Shop a = one.create(Shop.class);
    ZkWire sender = clients.newClient();
    Commands theirs = sender.commands("shops");
    faults.suspend(one);
    SentCommand sent = theirs.to("a").within(Duration.ofSeconds(8)).send("note", 1);
    faults.suspend(sender);
    faults.resume(one);
    await().until(() -> a.ran.contains("note 1"));
    assertThat(sent.await().get("a").state()).as("at the deadline").isEqualTo(State.PENDING);
    assertThat(sent.settled()).isFalse();
    faults.resume(sender);
    reaches(sent, State.DONE);
    await().until(sent::settled);
  }

  @Test
  void whatTheSenderCallsExpiredIsNeverBegun() {
    SentCommand sent = shops.to("a").within(Duration.ofMillis(100)).send("note", 1);
    assertThat(sent.await().get("a").state()).isEqualTo(State.EXPIRED);
    assertThat(ack(sent)).as("it binds members, too").contains("\"state\":\"EXPIRED\"");
    Shop a = one.create(Shop.class);
    assertThat(shops.to("a").within(LONG).send("note", 2).await().get("a").state())
        .isEqualTo(State.DONE);
    assertThat(a.ran).containsExactly("note 2");
  }

  @Test
  void aCommandThatNoLeaderTookHasExpiredForTheRole() {
    one.create(Kiosk.class);
    try (Commands kiosks = centre.commands("kiosks")) {
      Map<String, Acknowledgement> answers =
          kiosks.toLeader("nobody").within(Duration.ofMillis(100)).send("open").await();
      assertThat(answers).containsOnlyKeys("nobody");
      assertThat(answers.get("nobody").state()).isEqualTo(State.EXPIRED);
    }
  }

  @Test
  void aTwinThatIsRefusedNeitherRunsNorJudgesCommands() {
    Shop a = one.create(Shop.class);
    SentCommand slow = shops.to("a").within(LONG).send("slow");
    await().until(() -> a.inside.getCount() == 0);
    ZkWire two = named("a");
    assertThatThrownBy(() -> two.create(Shop.class)).isInstanceOf(DuplicateMemberException.class);
    assertThat(ack(slow)).contains("\"state\":\"RECEIVED\"");
    a.mayEnd.countDown();
    assertThat(slow.await().get("a").state()).isEqualTo(State.DONE);
  }

  @Test
  void oneThatIsBoundAgainLeavesWhatRunsAlone() {
    Shop a = one.create(Shop.class);
    SentCommand slow = shops.to("a").within(LONG).send("slow");
    await().until(() -> a.inside.getCount() == 0);
    one.bind(a).close();
    Shop next = one.create(Shop.class);
    assertThat(shops.to("a").within(LONG).send("note", 1).await().get("a").state())
        .isEqualTo(State.DONE);
    assertThat(ack(slow)).contains("\"state\":\"RECEIVED\"");
    assertThat(next.ran).containsExactly("note 1");
    a.mayEnd.countDown();
    await().untilAsserted(() -> assertThat(ack(slow)).contains("\"state\":\"DONE\""));
  }

  @Test
  void commandsComeWhenAllFieldsAreSet() {
    SentCommand sent = shops.to("a").within(LONG).send("count");
    one.create(Peer.class);
    Acknowledgement answer = sent.await().get("a");
    assertThat(answer.error()).isEmpty();
    assertThat(answer.result(Integer.class)).isEqualTo(1);
  }

  @Test
  void oneThatMayNotBeReadKeepsNoOtherFromBeingRun() throws Exception {
    one.create(Shop.class);
    clients.curator(centre).create().withACL(ofAnother()).forPath("/commands/shops/cmd-x");
    assertThat(shops.to("a").within(LONG).send("note", 1).await().get("a").state())
        .isEqualTo(State.DONE);
    await()
        .until(
            () -> one.health().problems().stream().anyMatch(p -> p.message().contains("/cmd-x")));
    clients.curator(centre).delete().forPath("/commands/shops/cmd-x");
    await().until(() -> one.health().problems().isEmpty());
  }

  @Test
  void aReceiptWhoseAnswerCameAfterTheDeadlineBeginsNothing() {
    Shop a = one.create(Shop.class);
    faults.proxy(one).delay(Duration.ofMillis(400));
    SentCommand sent = shops.to("a").within(Duration.ofSeconds(4)).send("note", 1);
    await().pollInterval(Duration.ofMillis(5)).until(() -> ack(sent).contains("RECEIVED"));
    faults.suspend(one); // before the answer has come
    sent.await();
    faults.proxy(one).heal();
    reaches(sent, State.EXPIRED);
    assertThat(a.ran).isEmpty();
  }

  @Test
  void whatWaitedForItsObjectKeepsItsOrder() {
    one.create(Early.class);
    shops.to("a").within(LONG).send("y");
    shops.to("a").within(LONG).send("x");
    assertThat(shops.to("a").within(LONG).send("early").await().get("a").state())
        .isEqualTo(State.DONE);
    Late late = one.create(Late.class);
    await().untilAsserted(() -> assertThat(late.ran).containsExactly("y", "x"));
  }

  @Test
  void anAnswerThatIsTooDeepIsRefusedWhereItIsGiven() {
    one.create(Deep.class);
    Acknowledgement answer = shops.to("a").within(LONG).send("deep").await().get("a");
    assertThat(answer.state()).isEqualTo(State.FAILED);
    assertThat(answer.error()).contains("the result");
  }

  @Test
  void oneThatNeverEndsIsForgottenWhenItsCommandIsCleanedUp() {
    Shop a = one.create(Shop.class);
    ZkWire sender = clients.newClient(o -> o.commandRetention(Duration.ofSeconds(1)));
    Commands theirs = sender.commands("shops");
    SentCommand sent = theirs.to("a").within(Duration.ofSeconds(3)).send("slow");
    assertThat(sent.await().get("a").state()).isEqualTo(State.RECEIVED);
    await().atMost(LONG).until(() -> sent.outcome().isDone());
    assertThat(sent.outcome().join().get("a").state()).isEqualTo(State.RECEIVED);
    await().until(() -> sender.watches().stream().noneMatch(path -> path.contains("/cmd-")));
    a.mayEnd.countDown();
  }

  @Test
  void aServerThatDoesNotAnswerLeavesTheOutcomeUnknown() {
    ZkWire sender = clients.newClient(o -> o.connectTimeout(Duration.ofSeconds(1)));
    Commands theirs = sender.commands("shops");
    faults.proxy(sender).hold();
    assertThatThrownBy(() -> theirs.to("a").send("note", 1))
        .isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void closingAHandleEndsWhatWaitsForItsCommands() {
    SentCommand sent = shops.to("a").within(LONG).send("note", 1);
    var outcome = sent.outcome();
    shops.close();
    await().until(outcome::isCompletedExceptionally);
    ZkWire sender = clients.newClient();
    var another = sender.commands("shops").to("a").within(LONG).send("note", 2).outcome();
    sender.close();
    await().until(another::isCompletedExceptionally);
  }

  @Test
  void anEndThatCouldNotBeWrittenIsWrittenAfterItsBindingWasClosed() throws Exception {
    Shop a = one.create(Shop.class);
    SentCommand sent = shops.to("a").within(LONG).send("slow");
    await().until(() -> a.inside.getCount() == 0);
    reaches(sent, State.RECEIVED);
    faults.suspend(one);
    a.mayEnd.countDown();
    Future<?> closing = threads.submit(() -> one.bind(a).close());
    closing.get(20, TimeUnit.SECONDS);
    faults.resume(one);
    await().atMost(LONG).untilAsserted(() -> assertThat(ack(sent)).contains("\"DONE\""));
  }

  @Test
  void channelsAreNamedAmongTheWatches() {
    Shop a = one.create(Shop.class);
    assertThat(one.watches()).contains("/commands/shops");
    one.bind(a).close();
    assertThat(one.watches()).isEmpty();
  }

  @Test
  void whatCannotBeCleanedUpIsNamedAndTriedAgain() throws Exception {
    one.create(Shop.class);
    clients
        .curator(centre)
        .setACL()
        .withACL(List.of(new ACL(Perms.ALL & ~Perms.DELETE, Ids.ANYONE_ID_UNSAFE)))
        .forPath("/commands/shops");
    ZkWire sender = clients.newClient(o -> o.commandRetention(Duration.ofSeconds(1)));
    SentCommand sent =
        sender.commands("shops").to("a").within(Duration.ofSeconds(1)).send("note", 1);
    await()
        .atMost(LONG)
        .until(
            () ->
                sender.health().problems().stream()
                    .anyMatch(p -> p.message().contains("DELETE on")));
    clients.curator(centre).setACL().withACL(Ids.OPEN_ACL_UNSAFE).forPath("/commands/shops");
    String path = "/commands/shops/" + sent.id();
    await().atMost(LONG).until(() -> clients.curator(centre).checkExists().forPath(path) == null);
    await().until(() -> sender.health().problems().isEmpty());
  }

  @Test
  void aChannelThatIsFullRefusesAnother() throws Exception {
    SentCommand first = shops.to("a").send("note", 1);
    CuratorFramework stranger = clients.curator(centre);
    for (int i = 0; i < 20; i++) {
      List<CuratorOp> ops = new ArrayList<>();
      for (int n = 0; n < 500; n++) {
        ops.add(stranger.transactionOp().create().forPath("/commands/shops/x-" + i + "-" + n));
      }
      stranger.transaction().forOperations(ops);
    }
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> shops.to("a").send("note", 2))
                    .isInstanceOf(ZkWireException.class)
                    .hasMessageContaining("ZK-COMMAND-")
                    .hasMessageContaining("of at most 10000"));
    for (int n = 0; n < 500; n++) {
      stranger.delete().forPath("/commands/shops/x-0-" + n);
    }
    assertThat(shops.to("a").send("note", 3).id()).isNotEqualTo(first.id());
  }
}
