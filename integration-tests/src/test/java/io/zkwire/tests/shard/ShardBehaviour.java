package io.zkwire.tests.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.ClusterView;
import io.zkwire.ErrorCode;
import io.zkwire.FencingToken;
import io.zkwire.MemberStatus;
import io.zkwire.Membership;
import io.zkwire.Registration;
import io.zkwire.Shard;
import io.zkwire.ShardLostException;
import io.zkwire.Shards;
import io.zkwire.ZkOp;
import io.zkwire.ZkWireException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Carrier;
import io.zkwire.tests.Stranger;
import io.zkwire.tests.shard.Crew.Careful;
import io.zkwire.tests.shard.Crew.Numbers;
import io.zkwire.tests.shard.Crew.Other;
import io.zkwire.tests.shard.Crew.Outsider;
import io.zkwire.tests.shard.Crew.Worker;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How work is divided for an annotated class, whatever carries its binding. */
@ZkTest(sessionTimeout = "4s")
public abstract class ShardBehaviour {

  private static final Set<Integer> ALL =
      IntStream.range(0, 12).boxed().collect(Collectors.toUnmodifiableSet());

  private final ExecutorService threads = Executors.newCachedThreadPool();

  private ZkClients clients;
  private ZkFaults faults;
  private ZkWire one;
  private ZkWire two;
  private Stranger stranger;

  /** How the classes come by their bindings. */
  protected abstract Carrier carrier();

  @BeforeEach
  void connect(ZkClients clients, ZkFaults faults) {
    this.clients = clients;
    this.faults = faults;
    one =
        clients.newClient(
            b ->
                b.property("id", "one")
                    .lease(LeaseOptions.defaults().lease(Duration.ofSeconds(1))));
    two = named("two");
    stranger = new Stranger(two, clients.chroot());
  }

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  private ZkWire named(String id) {
    return clients.newClient(b -> b.property("id", id));
  }

  private static Set<Integer> numbers(Shards shards) {
    return shards.mine().stream().map(Shard::number).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Waits until each has as many as it should, and all together have all. */
  private static void shared(int each, Shards... all) {
    await()
        .untilAsserted(
            () -> {
              Set<Integer> seen = new TreeSet<>();
              for (Shards shards : all) {
                assertThat(shards.mine()).hasSize(each);
                seen.addAll(numbers(shards));
              }
              assertThat(seen).isEqualTo(ALL);
            });
  }

  private String data(String path) throws Exception {
    return new String(two.curator().getData().forPath(clients.chroot() + path));
  }

  @Test
  void whoComesGetsItsShareAndWhoGoesLeavesItAndNothingElseMoves() throws Exception {
    Worker first = carrier().create(one, Worker.class);
    shared(12, first.shards);
    assertThat(first.shards.group()).isEqualTo("crew");
    assertThat(first.shards.count()).isEqualTo(12);
    assertThat(data("/shards/crew")).isEqualTo("12");
    await().until(() -> !first.told.isEmpty() && last(first).equals(ALL));

    Worker second = carrier().create(two, Worker.class);
    shared(6, first.shards, second.shards);
    Set<Integer> ofFirst = numbers(first.shards);
    Set<Integer> ofSecond = numbers(second.shards);

    ZkWire three = named("three");
    Worker third = carrier().create(three, Worker.class);
    shared(4, first.shards, second.shards, third.shards);
    assertThat(ofFirst).containsAll(numbers(first.shards));
    assertThat(ofSecond).containsAll(numbers(second.shards));
    ofFirst = numbers(first.shards);
    ofSecond = numbers(second.shards);

    carrier().binding(three, third).close();
    assertThat(third.shards.mine()).isEmpty();
    shared(6, first.shards, second.shards);
    assertThat(numbers(first.shards)).containsAll(ofFirst);
    assertThat(numbers(second.shards)).containsAll(ofSecond);
    await().until(() -> last(first).equals(numbers(first.shards)));
    await().until(() -> last(second).equals(numbers(second.shards)));
  }

  private static Set<Integer> last(Worker worker) {
    return worker.told.get(worker.told.size() - 1);
  }

  @Test
  void methodsAreToldNumbersAndAnUnhealthyMemberHasNoShare() {
    Numbers ill = carrier().create(one, Numbers.class);
    await().until(() -> ill.numbers.length == 12 && ill.set.equals(ALL));
    Worker other = carrier().create(two, Worker.class);
    await().until(() -> ill.numbers.length == 6 && other.shards.mine().size() == 6);
    assertThat(ill.set).hasSize(6).doesNotContainAnyElementsOf(numbers(other.shards));
    await()
        .until(
            () -> Arrays.stream(ill.numbers).boxed().collect(Collectors.toSet()).equals(ill.set));

    ill.well = false;
    await().until(() -> ill.numbers.length == 0 && ill.set.isEmpty());
    shared(12, other.shards);
    int changes = ill.changes.get();
    assertThat(changes).isGreaterThanOrEqualTo(3);
    ill.well = true;
    await().until(() -> ill.numbers.length == 6 && other.shards.mine().size() == 6);
    await().until(() -> ill.changes.get() > changes);
  }

  @Test
  void aMemberThatIsWantedOffLineGivesItsShareBackFirst() {
    Worker first = carrier().create(one, Worker.class);
    Worker second = carrier().create(two, Worker.class);
    shared(6, first.shards, second.shards);
    ClusterView view = two.members("crew");
    view.want("one", false);
    await().until(() -> view.find("one").orElseThrow().status() == MemberStatus.DRAINED);
    assertThat(first.shards.mine()).isEmpty();
    shared(12, second.shards);
    view.want("one", true);
    shared(6, first.shards, second.shards);
  }

  @Test
  void aShardGoesWhenTheWorkOnItHasEnded() throws Exception {
    Worker first = carrier().create(one, Worker.class);
    shared(12, first.shards);
    CountDownLatch inside = new CountDownLatch(12);
    CountDownLatch mayEnd = new CountDownLatch(1);
    List<Shard> had = first.shards.mine();
    for (Shard shard : had) {
      threads.execute(
          () ->
              shard.run(
                  () -> {
                    inside.countDown();
                    Waiting.on(mayEnd);
                  }));
    }
    inside.await();
    Worker second = carrier().create(two, Worker.class);
    await().until(() -> had.stream().filter(shard -> !shard.held()).count() == 6);
    assertThat(first.shards.mine()).hasSize(6);
    List<Shard> lost = had.stream().filter(shard -> !shard.held()).toList();
    assertThat(lost).hasSize(6).allMatch(shard -> !shard.run(() -> {}));
    assertThatThrownBy(lost.get(0)::checkHeld)
        .isInstanceOfSatisfying(
            ShardLostException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.SHARD_LOST);
              assertThat(e.group()).isEqualTo("crew");
              assertThat(e.number()).isEqualTo(lost.get(0).number());
            });
    // Longer than a release waits before it reports: the node stays nevertheless.
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(6))
        .until(() -> second.shards.mine().isEmpty());
    mayEnd.countDown();
    shared(6, first.shards, second.shards);
    for (Shard shard : lost) {
      assertThat(second.shards.find(shard.number()).orElseThrow().token())
          .isGreaterThan(shard.token());
    }
  }

  @Test
  void aShardGoesWhenTheMethodsThatWereToldHaveReturned() throws Exception {
    Careful careful = carrier().create(one, Careful.class);
    shared(12, careful.shards);
    await().until(() -> careful.had == 12); // it was told: what is less is known to it as less
    careful.mayEnd = new CountDownLatch(1);
    Worker second = carrier().create(two, Worker.class);
    careful.asked.await();
    assertThat(careful.shards.mine()).hasSize(6);
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(6))
        .until(() -> second.shards.mine().isEmpty());
    careful.mayEnd.countDown();
    shared(6, careful.shards, second.shards);
  }

  @Test
  void anotherNumberIsRefusedByName() {
    carrier().create(one, Worker.class);
    assertThatThrownBy(() -> carrier().create(two, Other.class))
        .isInstanceOfSatisfying(
            ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SHARD_COUNT))
        .hasMessageContaining("the shards of 'crew' are 5 here")
        .hasMessageContaining("/shards/crew holds '12'");
    assertThatThrownBy(() -> one.shards("crew", 7))
        .isInstanceOfSatisfying(
            ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SHARD_COUNT))
        .hasMessageContaining("7 here, and 12 elsewhere in this process");
    assertThatThrownBy(() -> two.shards("crew", 0)).hasMessageContaining("ZK-OPTION-01");
  }

  @Test
  void whoIsNoMemberHasNoShareAndIsToldWhy() {
    Outsider outsider = carrier().create(one, Outsider.class);
    await()
        .untilAsserted(
            () ->
                assertThat(one.health().problems())
                    .anySatisfy(p -> assertThat(p.code()).isEqualTo(ErrorCode.SHARD_OUTSIDER)));
    assertThat(outsider.shards.mine()).isEmpty();
    try (Membership self = one.join("crew", "self")) {
      shared(12, outsider.shards);
      await().until(() -> one.health().problems().isEmpty());
      assertThat(self.joined()).isTrue();
    }
    await().until(() -> outsider.shards.mine().isEmpty());
  }

  @Test
  void whoIsCutOffHasNothingAndAnotherOneTakesItUp() {
    Worker first = carrier().create(one, Worker.class);
    Worker second = carrier().create(two, Worker.class);
    shared(6, first.shards, second.shards);
    List<Shard> had = first.shards.mine();
    faults.suspend(one);
    await().until(() -> first.shards.mine().isEmpty());
    await().until(() -> last(first).isEmpty());
    shared(12, second.shards);
    for (Shard shard : had) {
      assertThat(shard.held()).isFalse();
      FencingToken later = second.shards.find(shard.number()).orElseThrow().token();
      assertThat(later).isGreaterThan(shard.token());
    }
    faults.resume(one);
    shared(6, first.shards, second.shards);
    assertThat(had).noneMatch(Shard::held);
  }

  @Test
  void aDeletedNodeIsNoOrderAndAStaleHolderWritesNothing() throws Exception {
    Worker first = carrier().create(one, Worker.class);
    shared(12, first.shards);
    Shard shard = first.shards.find(3).orElseThrow();
    shard.fenced(ZkOp.create("/written", new byte[] {1}));
    assertThat(two.curator().checkExists().forPath(clients.chroot() + "/written")).isNotNull();
    String node = two.curator().getChildren().forPath(clients.chroot() + "/shards/crew/3").get(0);
    stranger.delete("/shards/crew/3/" + node);
    assertThatThrownBy(() -> shard.fenced(ZkOp.set("/written", new byte[] {2}, -1)))
        .isInstanceOf(ShardLostException.class);
    await().until(() -> first.shards.find(3).isPresent());
    assertThat(first.shards.find(3).orElseThrow().token()).isGreaterThan(shard.token());

    // Its member's node, too, comes again; meanwhile it gives nothing back.
    Set<FencingToken> tokens =
        first.shards.mine().stream().map(Shard::token).collect(Collectors.toSet());
    stranger.delete("/members/crew/one");
    await()
        .until(
            () ->
                two.curator().checkExists().forPath(clients.chroot() + "/members/crew/one")
                    != null);
    await()
        .during(Duration.ofMillis(500))
        .until(
            () ->
                first.shards.mine().stream()
                    .map(Shard::token)
                    .collect(Collectors.toSet())
                    .equals(tokens));
  }

  @Test
  void aDeletedGroupIsMadeAgain() throws Exception {
    Worker first = carrier().create(one, Worker.class);
    shared(12, first.shards);
    List<Shard> had = first.shards.mine();
    two.curator().delete().deletingChildrenIfNeeded().forPath(clients.chroot() + "/shards/crew");
    await().until(() -> had.stream().noneMatch(Shard::held));
    shared(12, first.shards);
    assertThat(data("/shards/crew")).isEqualTo("12");
  }

  /** Whoever makes it again cannot know that nobody has its shards any more: it waits. */
  @Test
  void aGroupThatIsDeletedWhileAHolderIsCutOffIsNotHadTwice() throws Exception {
    Worker first = carrier().create(one, Worker.class);
    Worker second = carrier().create(two, Worker.class);
    shared(6, first.shards, second.shards);
    faults.suspend(one);
    two.curator().delete().deletingChildrenIfNeeded().forPath(clients.chroot() + "/shards/crew");
    stranger.delete("/members/crew/one");
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              Set<Integer> ofSecond = numbers(second.shards);
              Set<Integer> ofFirst = numbers(first.shards);
              assertThat(Collections.disjoint(ofSecond, ofFirst))
                  .as("%s and %s", ofSecond, ofFirst)
                  .isTrue();
              return ofSecond.equals(ALL);
            });
    faults.resume(one);
    shared(6, first.shards, second.shards);
  }

  @Test
  void theSameWithoutAnnotations() throws Exception {
    CompletableFuture<List<Shard>> told = new CompletableFuture<>();
    Shards mine = one.shards("crew", 12);
    try (Membership self = one.join("crew", "${id}")) {
      Registration registration =
          mine.onChange(
              now -> {
                if (now.size() == 12) {
                  told.complete(now);
                }
              });
      shared(12, mine);
      assertThat(told.get())
          .extracting(Shard::number)
          .containsExactlyElementsOf(new TreeSet<>(ALL));
      registration.close();
      assertThat(self.joined()).isTrue();
      mine.close();
      mine.close();
      assertThat(mine.mine()).isEmpty();
      assertThat(two.curator().getChildren().forPath(clients.chroot() + "/shards/crew/5"))
          .isEmpty();
    }
    assertThat(one.watches()).doesNotContain("/shards/crew");
  }

  @Test
  void aClosedConnectionLeavesNothingBehind() throws Exception {
    Worker first = carrier().create(one, Worker.class);
    Worker second = carrier().create(two, Worker.class);
    shared(6, first.shards, second.shards);
    one.close();
    assertThat(first.shards.mine()).isEmpty();
    shared(12, second.shards);
  }
}
