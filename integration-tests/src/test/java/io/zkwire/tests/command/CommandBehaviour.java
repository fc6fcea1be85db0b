package io.zkwire.tests.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.Acknowledgement;
import io.zkwire.Acknowledgement.State;
import io.zkwire.Commands;
import io.zkwire.ErrorCode;
import io.zkwire.SentCommand;
import io.zkwire.ZkWireException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Carrier;
import io.zkwire.tests.Stranger;
import io.zkwire.tests.command.Shops.Cache;
import io.zkwire.tests.command.Shops.Centre;
import io.zkwire.tests.command.Shops.Kiosk;
import io.zkwire.tests.command.Shops.Price;
import io.zkwire.tests.command.Shops.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What commands do for annotated classes, whatever carries their bindings. */
@ZkTest(sessionTimeout = "4s")
public abstract class CommandBehaviour {

  private static final Duration LONG = Duration.ofSeconds(20);

  private ZkClients clients;
  private ZkFaults faults;
  private ZkWire one;
  private ZkWire two;
  private ZkWire centre;

  /** How the classes come by their bindings. */
  protected abstract Carrier carrier();

  @BeforeEach
  void connect(ZkClients clients, ZkFaults faults) {
    this.clients = clients;
    this.faults = faults;
    one = clients.newClient(o -> o.property("shop", "a"));
    two = clients.newClient(o -> o.property("shop", "b"));
    centre = clients.newClient(o -> o.commandRetention(Duration.ofSeconds(1)));
  }

  private Commands shops() {
    return carrier().create(centre, Centre.class).shops;
  }

  private static State stateOf(SentCommand sent, String member) {
    Acknowledgement known = sent.acknowledgements().get(member);
    return known == null ? State.PENDING : known.state();
  }

  @Test
  void aCommandToAllRunsOnceOnEachAndItsResultsTravelBack() {
    Shop a = carrier().create(one, Shop.class);
    Shop b = carrier().create(two, Shop.class);
    SentCommand sent =
        shops().toAll().within(LONG).send("flush", "prices", Duration.ofMinutes(5), 41);
    Map<String, Acknowledgement> answers = sent.await();
    assertThat(answers).containsOnlyKeys("a", "b");
    assertThat(answers.values()).allMatch(answer -> answer.state() == State.DONE);
    assertThat(answers.get("a").result(Integer.class)).isEqualTo(42);
    assertThat(answers.get("b").json()).isEqualTo("42");
    assertThat(a.ran).containsExactly("flush prices PT5M 41");
    assertThat(b.ran).containsExactly("flush prices PT5M 41");
    assertThat(sent.settled()).isTrue();
    assertThat(sent.outcome()).isCompletedWithValue(answers);
  }

  @Test
  void recordsAndCollectionsTravelBothWays() {
    Shop a = carrier().create(one, Shop.class);
    Map<String, List<Price>> prices = Map.of("tea", List.of(new Price("green", 250)));
    Acknowledgement answer = shops().to("a").within(LONG).send("prices", prices).await().get("a");
    assertThat(answer.state()).isEqualTo(State.DONE);
    assertThat(answer.json()).isEqualTo("[{\"article\":\"green\",\"cents\":250}]");
    assertThat(answer.result(Price[].class)).containsExactly(new Price("green", 250));
    assertThatThrownBy(() -> answer.result(Integer.class))
        .isInstanceOfSatisfying(
            ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.COMMAND_BAD));
    assertThat(a.ran).containsExactly("prices [tea]");
  }

  @Test
  void onlyThoseWhoAreNamedRunIt() {
    Shop a = carrier().create(one, Shop.class);
    Shop b = carrier().create(two, Shop.class);
    SentCommand sent = shops().to(List.of("b")).within(LONG).send("note", 1);
    assertThat(sent.addressees()).containsExactly("b");
    assertThat(sent.await().get("b").state()).isEqualTo(State.DONE);
    assertThat(shops().to("a").within(LONG).send("note", 2).await().get("a").state())
        .isEqualTo(State.DONE);
    assertThat(a.ran).containsExactly("note 2");
    assertThat(b.ran).containsExactly("note 1");
  }

  @Test
  void whatThrowsOrDoesNotFitHasFailedAndSaysWhy() {
    Shop a = carrier().create(one, Shop.class);
    Commands shops = shops();
    assertThat(shops.to("a").send("fail").await().get("a"))
        .satisfies(answer -> assertThat(answer.state()).isEqualTo(State.FAILED))
        .satisfies(
            answer -> assertThat(answer.error()).isEqualTo("IllegalStateException: no stock"));
    assertThat(shops.to("a").send("note", "seven").await().get("a").error())
        .startsWith("argument 1 of 'note' is no int");
    assertThat(shops.to("a").send("note").await().get("a").error())
        .isEqualTo("'note' takes 1 arguments, found 0");
    assertThat(shops.to("a").send("large").await().get("a").error()).contains("100002 bytes");
    assertThat(shops.to("a").within(LONG).send("burn").await().get("a").error())
        .startsWith("the member knows no command 'burn'; it knows [fail, flush,");
    assertThat(a.ran).containsExactly("fail");
  }

  @Test
  void commandsOfOneSenderRunInTheirOrder() {
    Shop a = carrier().create(one, Shop.class);
    Commands shops = shops();
    List<SentCommand> all =
        IntStream.range(0, 40).mapToObj(i -> shops.to("a").within(LONG).send("note", i)).toList();
    all.forEach(sent -> assertThat(sent.await().get("a").state()).isEqualTo(State.DONE));
    assertThat(a.ran)
        .containsExactlyElementsOf(IntStream.range(0, 40).mapToObj(i -> "note " + i).toList());
  }

  @Test
  void oneThatIsCutOffGetsWhatWasSentWhenItIsBack() {
    Shop a = carrier().create(one, Shop.class);
    ZkWire keeper = clients.newClient(); // what is late stands there yet when it is back
    Commands shops = carrier().create(keeper, Centre.class).shops;
    faults.suspend(one);
    SentCommand late = shops.to("a").within(Duration.ofSeconds(1)).send("note", 1);
    SentCommand inTime = shops.to("a").within(Duration.ofSeconds(60)).send("note", 2);
    assertThat(late.await().get("a").state()).isEqualTo(State.EXPIRED);
    assertThat(stateOf(inTime, "a")).isEqualTo(State.PENDING);
    await().atMost(LONG).until(() -> centre.members("shops").find("a").isEmpty());
    faults.resume(one);
    assertThat(inTime.await().get("a").state()).isEqualTo(State.DONE);
    assertThat(a.ran).containsExactly("note 2");
  }

  @Test
  void oneThatDiesInTheMiddleIsReportedAndDoesNotRunItAgainAfterItsRestart() {
    Shop a = carrier().create(one, Shop.class);
    SentCommand sent = shops().to("a").within(Duration.ofSeconds(60)).send("slow");
    await().atMost(LONG).until(() -> a.inside.getCount() == 0);
    await().until(() -> stateOf(sent, "a") == State.RECEIVED);
    one.curator().close(); // without a word, as a process that is killed
    assertThat(sent.await().get("a").state()).isEqualTo(State.DIED);
    ZkWire again = clients.newClient(o -> o.property("shop", "a"));
    Shop next = carrier().create(again, Shop.class);
    Acknowledgement after = shops().to("a").within(LONG).send("note", 1).await().get("a");
    assertThat(after.state()).isEqualTo(State.DONE);
    assertThat(next.ran).as("what was received before is not run").containsExactly("note 1");
    assertThat(read("/commands/shops/" + sent.id() + "/acks/a")).contains("\"state\":\"DIED\"");
    a.mayEnd.countDown();
  }

  private String read(String path) {
    try {
      return new String(clients.curator(centre).getData().forPath(path));
    } catch (Exception e) {
      throw new AssertionError("cannot read " + path, e);
    }
  }

  @Test
  void aReceiptOfAnEarlierProcessIsNeverRunAgain() {
    Stranger stranger = new Stranger(centre, clients.chroot());
    String order = "{\"command\":\"note\",\"to\":[\"a\"],\"arguments\":[%d],\"ttl\":60000}";
    stranger.set("/commands/shops/cmd-0000000001", order.formatted(1));
    stranger.set(
        "/commands/shops/cmd-0000000001/acks/a",
        "{\"state\":\"RECEIVED\",\"receiver\":\"another\"}");
    stranger.set("/commands/shops/cmd-0000000002", order.formatted(2));
    Shop a = carrier().create(one, Shop.class);
    await().until(() -> a.ran.equals(List.of("note 2")));
    await().until(() -> read("/commands/shops/cmd-0000000001/acks/a").contains("\"DIED\""));
    assertThat(a.ran).containsExactly("note 2");
  }

  @Test
  void theOneThatLeadsRunsItAndNobodyElse() {
    Kiosk a = carrier().create(one, Kiosk.class);
    await().until(a.leadership::held);
    Kiosk b = carrier().create(two, Kiosk.class);
    try (Commands kiosks = centre.commands("kiosks")) {
      Map<String, Acknowledgement> answers =
          kiosks.toLeader("chief").within(Duration.ofSeconds(6)).send("open").await();
      assertThat(answers).containsOnlyKeys("a");
      assertThat(answers.get("a").result(String.class)).isEqualTo("open");
      a.leadership.resign();
      await().until(b.leadership::held);
      assertThat(kiosks.toLeader("chief").within(LONG).send("open").await()).containsKey("b");
      assertThat(kiosks.toLeader("nobody").within(Duration.ofMillis(300)).send("open").await())
          .hasEntrySatisfying(
              "nobody", answer -> assertThat(answer.state()).isEqualTo(State.EXPIRED))
          .hasSize(1);
    }
    assertThat(a.ran).containsExactly("open");
    assertThat(b.ran).containsExactly("open");
  }

  @Test
  void anObjectThatIsNoMemberBelongsToTheOneOfItsConnection() {
    assertThatThrownBy(() -> carrier().create(one, Cache.class))
        .isInstanceOfSatisfying(
            ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.COMMAND_RECEIVER));
    carrier().create(one, Shop.class);
    Cache cache = carrier().create(one, Cache.class);
    assertThat(shops().to("a").within(LONG).send("cache").await().get("a").state())
        .isEqualTo(State.DONE);
    assertThat(cache.ran).containsExactly("cache");
    assertThatThrownBy(() -> carrier().create(one, Shop.class))
        .hasMessageContaining("two methods carry out");
  }

  @Test
  void whatAStrangerWritesRunsNothing() {
    Shop a = carrier().create(one, Shop.class);
    Stranger stranger = new Stranger(centre, clients.chroot());
    stranger.set("/commands/shops/cmd-x", "no command");
    stranger.set("/commands/shops/cmd-y", "{\"command\":\"java.lang.Runtime.exit\"}");
    stranger.set(
        "/commands/shops/cmd-z",
        "{\"command\":\"prices\",\"to\":[\"a\"],\"ttl\":60000,"
            + "\"arguments\":[[\"java.util.HashMap\",{}]]}");
    stranger.set("/commands/shops/cmd-w", "[".repeat(100));
    assertThat(shops().to("a").within(LONG).send("note", 1).await().get("a").state())
        .isEqualTo(State.DONE);
    await().until(() -> read("/commands/shops/cmd-z/acks/a").contains("FAILED"));
    assertThat(a.ran).containsExactly("note 1");
  }

  @Test
  void whatCannotBeSentIsRefusedByCode() {
    Commands shops = shops();
    assertThatThrownBy(() -> shops.toAll().send("flush")).hasMessageContaining("ZK-COMMAND-21");
    assertThatThrownBy(() -> shops.to(List.of())).hasMessageContaining("ZK-COMMAND-21");
    assertThatThrownBy(() -> shops.to("../a")).hasMessageContaining("ZK-NAME-01");
    assertThatThrownBy(() -> shops.to("a").send("a/b")).hasMessageContaining("ZK-NAME-01");
    assertThatThrownBy(() -> shops.to("a").send("a", (Object) null))
        .hasMessageContaining("ZK-COMMAND-21");
    assertThatThrownBy(() -> shops.to("a").send("a", "x".repeat(600_000)))
        .hasMessageContaining("ZK-COMMAND-21");
    assertThatThrownBy(() -> shops.to("a").within(Duration.ZERO))
        .hasMessageContaining("ZK-OPTION-01");
  }

  @Test
  void oldCommandsAreCleanedUpWithTheirAcknowledgements() {
    carrier().create(one, Shop.class);
    Commands shops = shops();
    SentCommand answered = shops.to("a").within(Duration.ofSeconds(3)).send("note", 1);
    SentCommand forNobody = shops.to("zz").within(Duration.ofMillis(1)).send("note", 1);
    assertThat(answered.await().get("a").state()).isEqualTo(State.DONE);
    assertThat(forNobody.await().get("zz").state()).isEqualTo(State.EXPIRED);
    await()
        .atMost(LONG)
        .until(() -> clients.curator(centre).getChildren().forPath("/commands/shops").isEmpty());
  }

  @Test
  void afterItsBindingIsClosedNothingRuns() {
    Shop a = carrier().create(one, Shop.class);
    Commands shops = shops();
    shops.to("a").within(LONG).send("slow");
    await().until(() -> a.inside.getCount() == 0);
    SentCommand behind = shops.to("a").within(LONG).send("note", 1);
    await().until(() -> stateOf(behind, "a") == State.RECEIVED);
    carrier().binding(one, a).close();
    assertThat(behind.await().get("a").error()).contains("closed before it ran");
    a.mayEnd.countDown();
    assertThat(shops.to("a").within(Duration.ofMillis(500)).send("note", 2).await().get("a"))
        .extracting(Acknowledgement::state)
        .isEqualTo(State.EXPIRED);
    assertThat(a.ran).containsExactly("slow");
  }

  @Test
  void afterTheSessionExpiredCommandsComeAgainAndNoneTwice() {
    Shop a = carrier().create(one, Shop.class);
    Commands shops = shops();
    assertThat(shops.to("a").within(LONG).send("note", 1).await().get("a").state())
        .isEqualTo(State.DONE);
    faults.expireSession(one);
    faults.expireSession(centre);
    assertThat(shops.to("a").within(LONG).send("note", 2).await().get("a").state())
        .isEqualTo(State.DONE);
    assertThat(a.ran).containsExactly("note 1", "note 2");
  }
}
