package io.zkwire.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.Call;
import io.zkwire.DiscoverOptions;
import io.zkwire.Endpoint;
import io.zkwire.EndpointOffer;
import io.zkwire.EndpointRecord;
import io.zkwire.EndpointRegistration;
import io.zkwire.Endpoints;
import io.zkwire.EndpointsChange;
import io.zkwire.ErrorCode;
import io.zkwire.NoEndpointException;
import io.zkwire.ZkAccessDeniedException;
import io.zkwire.ZkWireException;
import io.zkwire.annotation.Balance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.Test;

/** Endpoints without annotations, against one real server. */
class EndpointsTest extends TwoClients {

  private static List<String> addresses(Endpoints endpoints) {
    return endpoints.list().stream().map(Endpoint::address).toList();
  }

  private List<Problem> problems(ErrorCode code) {
    return one.health().problems().stream().filter(p -> p.code() == code).toList();
  }

  @Test
  void whatOneRegistersTheOtherFinds() throws Exception {
    Endpoints found = one.endpoints("app1");
    assertThat(found.list()).isEmpty();
    assertThatThrownBy(found::pick).isInstanceOf(NoEndpointException.class);
    List<EndpointsChange> changes = new CopyOnWriteArrayList<>();
    found.onChange(changes::add);
    EndpointRegistration own = two.registrations().register("app1", EndpointOffer.at("h", 80));
    assertThat(own.registered()).isTrue();
    await().until(() -> addresses(found).equals(List.of("h:80")));
    assertThat(found.pick().id()).isEqualTo(own.id());
    await().until(() -> changes.size() == 1);
    assertThat(changes.get(0).added()).extracting(Endpoint::address).containsExactly("h:80");

    String path = "/app/services/app1/" + own.id();
    Stat before = one.curator().checkExists().forPath(path);
    own.update(EndpointOffer.at("h", 81).withWeight(5));
    await().until(() -> addresses(found).equals(List.of("h:81")));
    Stat after = one.curator().checkExists().forPath(path);
    assertThat(after.getCzxid()).as("changed in place").isEqualTo(before.getCzxid());
    await().until(() -> changes.size() == 2);
    assertThat(changes.get(1).changed()).extracting(Endpoint::weight).containsExactly(5);

    two.registrations().withdraw();
    assertThat(one.curator().checkExists().forPath(path)).isNull();
    await().until(() -> found.list().isEmpty());
    two.registrations().register("app1", EndpointOffer.at("h", 82));
    two.registrations().restore();
    await().until(() -> new HashSet<>(addresses(found)).equals(Set.of("h:81", "h:82")));
    own.close();
    await().until(() -> addresses(found).equals(List.of("h:82")));
    two.close();
    await().until(() -> found.list().isEmpty());
  }

  @Test
  void theHostIsThatOfTheInterfaceThatReachesZooKeeper() {
    EndpointRegistration own = one.registrations().register("app1", EndpointOffer.at(80));
    assertThat(own.offered()).isNotNull();
    assertThat(own.offered().host()).isEqualTo("127.0.0.1");
  }

  @Test
  void whatIsNoOfferIsRefused() {
    for (EndpointOffer offer :
        List.of(
            EndpointOffer.at("a b", 1),
            EndpointOffer.at("a", 70_000),
            EndpointOffer.at("a", 1).withWeight(-1))) {
      assertThatThrownBy(() -> one.registrations().register("app1", offer))
          .isInstanceOfSatisfying(
              ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ENDPOINT_OFFER));
    }
    assertThat(one.registrations().list()).isEmpty();
    assertThatThrownBy(() -> one.endpoints("a/b"))
        .isInstanceOfSatisfying(
            ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NAME));
  }

  @Test
  void theStaticRecordIsMergedAndMalformedEntriesAreReported() {
    one.endpointStore().add("app1", "192.168.0.1:8080");
    Endpoints found = one.endpoints("app1");
    assertThat(addresses(found)).containsExactly("192.168.0.1:8080");
    two.endpointStore().add("app1", "192.168.0.2:8080");
    two.registrations().register("app1", EndpointOffer.at("192.168.0.2", 8080).withWeight(3));
    await()
        .until(
            () ->
                found.list().size() == 2
                    && found.list().stream().anyMatch(endpoint -> endpoint.weight() == 3));
    set("/app/services/app1", "192.168.0.9:80, nonsense ,192.168.0.2:8080");
    await().until(() -> new HashSet<>(addresses(found)).contains("192.168.0.9:80"));
    assertThat(found.list()).hasSize(2);
    assertThat(problems(ErrorCode.ENDPOINT_MALFORMED))
        .singleElement()
        .satisfies(p -> assertThat(p.message()).contains("'nonsense'", "/app/services/app1"));
    two.endpointStore().remove("app1", "nonsense");
    await().until(() -> problems(ErrorCode.ENDPOINT_MALFORMED).isEmpty());
  }

  private void set(String path, String text) {
    try {
      two.curator()
          .create()
          .orSetData()
          .creatingParentsIfNeeded()
          .forPath(path, text.getBytes(UTF_8));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void hostileNodesAreLeftOutAndReported() throws Exception {
    Endpoints found = one.endpoints("app1");
    two.registrations().register("app1", EndpointOffer.at("h", 80));
    set("/app/services/app1/deep", "[".repeat(60_000));
    set("/app/services/app1/large", "x".repeat(200_000));
    set("/app/services/app1/odd", "{\"address\":\"a b\",\"port\":1}");
    await().until(() -> problems(ErrorCode.ENDPOINT_MALFORMED).size() == 1);
    await()
        .until(() -> problems(ErrorCode.ENDPOINT_MALFORMED).get(0).message().contains("3 entries"));
    assertThat(addresses(found)).containsExactly("h:80");
    set("/app/services/app1/odd", "{\"address\":\"good\",\"port\":1}");
    await().until(() -> addresses(found).contains("good:1"));
    set("/app/services/app1/odd", "{");
    await()
        .until(() -> problems(ErrorCode.ENDPOINT_MALFORMED).get(0).message().contains("3 entries"));
    assertThat(addresses(found)).as("the last good form stays").contains("good:1");
    two.curator().delete().forPath("/app/services/app1/odd");
    await().until(() -> !addresses(found).contains("good:1"));
  }

  @Test
  void changesOfARecordLoseNothing() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<CompletableFuture<Void>> adding = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        ZkWire zk = t % 2 == 0 ? one : two;
        int base = t * 10;
        adding.add(
            CompletableFuture.runAsync(
                () ->
                    IntStream.range(base, base + 10)
                        .forEach(i -> zk.endpointStore().add("app1", "10.0.0." + i + ":80")),
                threads));
      }
      CompletableFuture.allOf(adding.toArray(CompletableFuture<?>[]::new)).join();
    } finally {
      threads.shutdownNow();
    }
    EndpointRecord record = one.endpointStore().read("app1");
    assertThat(record.addresses()).hasSize(40).doesNotHaveDuplicates();
    one.endpointStore().change("app1", "10.0.0.0:80", "10.0.0.99:80");
    assertThatThrownBy(() -> two.endpointStore().change("app1", "10.0.0.0:80", "10.0.0.98:80"))
        .isInstanceOfSatisfying(
            ZkWireException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.ENDPOINT_CONFLICT));
    assertThatThrownBy(() -> two.endpointStore().replace("app1", List.of("a:1"), record.version()))
        .isInstanceOfSatisfying(
            ZkWireException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.ENDPOINT_CONFLICT));
    EndpointRecord now = two.endpointStore().read("app1");
    assertThat(two.endpointStore().replace("app1", List.of("a:1"), now.version()).addresses())
        .containsExactly("a:1");
    assertThat(one.endpointStore().read("app1").version()).isEqualTo(now.version() + 1);
    assertThatThrownBy(() -> one.endpointStore().add("app1", "nonsense"))
        .isInstanceOfSatisfying(
            ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ENDPOINT_OFFER));
  }

  @Test
  void anEndpointThatFailsIsLeftOutAndComesBackButNeverBelowTheFloor() {
    IntStream.range(0, 4).forEach(i -> one.endpointStore().add("app1", "10.0.0." + i + ":80"));
    Endpoints found =
        one.endpoints(
            "app1", DiscoverOptions.defaults().withEjection(2, Duration.ofMillis(300), 50));
    Set<String> bad = Set.of("10.0.0.0:80", "10.0.0.1:80", "10.0.0.2:80");
    calls(found, bad, 40);
    Set<String> chosen = new HashSet<>();
    IntStream.range(0, 40).forEach(i -> chosen.add(found.pick().address()));
    assertThat(chosen).as("two of three bad ones are out, half must stay").hasSize(2);
    assertThat(chosen).contains("10.0.0.3:80");
    assertThat(problems(ErrorCode.ENDPOINT_EJECTED)).hasSize(2);
    assertThat(found.list()).hasSize(4);
    await()
        .untilAsserted(
            () -> {
              calls(found, Set.of(), 4);
              Set<String> now = new HashSet<>();
              IntStream.range(0, 40).forEach(i -> now.add(found.pick().address()));
              assertThat(now).hasSize(4);
            });
    assertThat(problems(ErrorCode.ENDPOINT_EJECTED)).isEmpty();
  }

  private static void calls(Endpoints endpoints, Set<String> bad, int count) {
    for (int i = 0; i < count; i++) {
      try (Call call = endpoints.call()) {
        if (!bad.contains(call.endpoint().address())) {
          call.ok();
        }
      }
    }
  }

  @Test
  void aCallThatThrowsIsAFailure() {
    one.endpointStore().add("app1", "a:1");
    one.endpointStore().add("app1", "b:1");
    Endpoints found =
        one.endpoints("app1", DiscoverOptions.defaults().withEjection(1, Duration.ofHours(1), 50));
    assertThat(found.<String, RuntimeException>call(Endpoint::host)).isIn("a", "b");
    assertThatThrownBy(
            () ->
                found.call(
                    endpoint -> {
                      throw new IllegalStateException(endpoint.address());
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(problems(ErrorCode.ENDPOINT_EJECTED)).hasSize(1);
  }

  @Test
  void keysZonesTagsAndOwnStrategies() {
    for (int i = 0; i < 6; i++) {
      two.registrations()
          .register(
              "app1",
              EndpointOffer.at("h" + i, 80)
                  .withZone(i < 2 ? "near" : "far")
                  .withTags(i == 5 ? Set.of("v1") : Set.of("v1", "v2")));
    }
    Endpoints all = one.endpoints("app1");
    await().until(() -> all.list().size() == 6);
    Endpoints other = two.endpoints("app1");
    await().until(() -> other.list().size() == 6);
    for (int i = 0; i < 100; i++) {
      assertThat(all.pick("key-" + i)).isEqualTo(other.pick("key-" + i));
    }
    Endpoints near = one.endpoints("app1", DiscoverOptions.defaults().withZone("near"));
    IntStream.range(0, 20).forEach(i -> assertThat(near.pick().zone()).isEqualTo("near"));
    Endpoints nowhere = one.endpoints("app1", DiscoverOptions.defaults().withZone("nowhere"));
    assertThat(nowhere.pick()).isNotNull();
    Endpoints tagged = one.endpoints("app1", DiscoverOptions.defaults().withTags("v1", "v2"));
    assertThat(tagged.list()).hasSize(5);
    Endpoints own =
        one.endpoints(
            "app1",
            DiscoverOptions.defaults().withStrategy(() -> backends -> hash -> backends.size() - 1));
    assertThat(own.pick()).isEqualTo(own.list().get(5));
    assertThat(own.pick("any")).isEqualTo(own.list().get(5));
    Endpoints broken =
        one.endpoints(
            "app1",
            DiscoverOptions.defaults()
                .withStrategy(
                    () ->
                        backends -> {
                          throw new IllegalStateException("broken");
                        }));
    assertThat(broken.pick()).isNotNull();
    for (Balance balance : Balance.values()) {
      Endpoints each = one.endpoints("app1", DiscoverOptions.defaults().withBalance(balance));
      calls(each, Set.of(), 20);
      assertThat(each.resolve()).hasSize(6);
    }
  }

  @Test
  void tenThousandEndpointsInOneDomain() {
    String record =
        String.join(",", IntStream.range(0, 8_000).mapToObj(i -> "h" + i + ":80").toList());
    set("/app/services/app1", record);
    Endpoints found = one.endpoints("app1");
    assertThat(found.list()).hasSize(8_000);
    IntStream.range(0, 2_000)
        .mapToObj(i -> "/app/services/app1/n" + i)
        .forEach(
            path ->
                set(
                    path,
                    "{\"address\":\"d"
                        + path.substring(path.indexOf("/n") + 2)
                        + "\",\"port\":1}"));
    await().until(() -> found.list().size() == 10_000);
    Endpoints again = two.endpoints("app1");
    assertThat(again.list()).isEqualTo(found.list());
    assertThat(found.pick("key")).isEqualTo(again.pick("key"));
  }

  @Test
  void aListThatIsTooOldIsEmptyOnlyWhereThatWasAskedFor() throws Exception {
    one.endpointStore().add("app1", "a:1");
    Endpoints anyAge = one.endpoints("app1");
    Endpoints young =
        one.endpoints("app1", DiscoverOptions.defaults().withMaxAge(Duration.ofMillis(500)));
    assertThat(young.pick().address()).isEqualTo("a:1");
    assertThat(anyAge.stale()).isFalse();
    server.stop();
    await().until(() -> young.list().isEmpty());
    assertThatThrownBy(young::pick)
        .isInstanceOf(NoEndpointException.class)
        .hasMessageContaining("old");
    assertThat(anyAge.pick().address()).isEqualTo("a:1");
    assertThat(anyAge.stale()).isTrue();
    assertThat(anyAge.age()).isGreaterThan(Duration.ofMillis(400));
    server.restart();
    await().until(() -> !young.list().isEmpty());
    await().until(() -> !anyAge.stale());
  }

  @Test
  void whatIsAskedForWhileTheConnectionIsCutIsNotEmpty() throws Exception {
    one.endpointStore().add("app1", "a:1");
    server.stop();
    await().until(() -> one.state() == SessionState.SUSPENDED);
    FutureTask<List<Endpoint>> asked = new FutureTask<>(() -> one.endpoints("app1").list());
    Thread thread = new Thread(asked);
    thread.start();
    await().until(() -> asked.isDone() || thread.getState() == Thread.State.TIMED_WAITING);
    server.restart();
    assertThat(asked.get(30, TimeUnit.SECONDS))
        .extracting(Endpoint::address)
        .containsExactly("a:1");
  }

  @Test
  void aDeniedDomainIsAnErrorThatNamesIt() throws Exception {
    one.endpointStore().add("app1", "a:1");
    one.curator()
        .setACL()
        .withACL(List.of(new ACL(Perms.WRITE, Ids.ANYONE_ID_UNSAFE)))
        .forPath("/app/services/app1");
    assertThatThrownBy(() -> two.endpoints("app1"))
        .isInstanceOf(ZkAccessDeniedException.class)
        .hasMessageContaining("/app/services/app1");
    assertThat(two.watches()).isEmpty();
    assertThatThrownBy(() -> two.registrations().register("app1", EndpointOffer.at("h", 80)))
        .isInstanceOf(ZkAccessDeniedException.class);
    assertThat(two.registrations().list()).isEmpty();
  }

  @Test
  void theLastHandleOfADomainEndsItsWatch() {
    Endpoints first = one.endpoints("app1");
    Endpoints second = one.endpoints("app1");
    assertThat(one.watches()).containsExactly("/services/app1");
    first.close();
    assertThat(one.watches()).hasSize(1);
    second.close();
    assertThat(one.watches()).isEmpty();
    assertThat(second.stale()).isTrue();
    assertThat(one.endpoints("app1").stale()).isFalse();
  }
}
