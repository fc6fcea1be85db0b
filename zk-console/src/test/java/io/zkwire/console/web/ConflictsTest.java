package io.zkwire.console.web;

import static io.zkwire.console.web.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No write overwrites what its author has not seen. */
class ConflictsTest extends ConsoleOverHttp {

  /**
   * What nobody can overtake: it writes nothing, makes something new, or names what is there once.
   */
  private static final Set<String> COMPARE_NOTHING =
      Set.of(
          "POST /api/session",
          "DELETE /api/session",
          "POST /api/config/check",
          "POST /api/commands",
          "POST /api/queues/retry",
          "POST /api/queues/drop");

  @Test
  void eachWriteOfTheTableIsRefusedWhereSomebodyElseWasQuicker(@TempDir Path data)
      throws Exception {
    Accounts accounts = new Accounts(data);
    accounts.put("ada", Role.ADMIN, PASSWORD);
    accounts.put("tom", Role.VIEWER, PASSWORD);
    ConsoleOptions options = ConsoleOptions.defaults().data(data).treeWrites(true);
    zk.config().publish("late/key", "first");
    zk.config().publish("late/key", "theirs");
    zk.endpointStore().add("late", "10.0.0.1:80");
    byte[] wish = "ONLINE".getBytes(StandardCharsets.UTF_8);
    zk.curator().create().creatingParentsIfNeeded().forPath("/operators/late", wish);
    try (var role = zk.leadership("late");
        ConsoleServer all = ConsoleServer.start(zk, options, listen("127.0.0.1"))) {
      await().until(role::held);
      Browser ada = new Browser(all).signIn("ada", PASSWORD);
      String first =
          json(ada.get("/api/config/history?key=late/key")).get(1).path("version").asText();
      Map<String, Map<String, Object>> late = late(first);
      int deeds = json(ada.get("/api/audit")).path("total").asInt();
      for (Route route : all.servlet().table()) {
        String name = route.method() + " " + route.path();
        if (route.writes() && !COMPARE_NOTHING.contains(name)) {
          assertThat(late).as("a write that nobody tries").containsKey(name);
          HttpResponse<String> answer = ada.write(route.method(), route.path(), late.get(name));
          assertThat(answer.statusCode()).as(name + ": " + answer.body()).isEqualTo(409);
          JsonNode told = json(answer);
          assertThat(told.path("code").asText()).as(name).isEqualTo("ZK-CONSOLE-21");
          assertThat(told.path("theirs").isMissingNode()).as(name).isFalse();
          assertThat(told.path("found").asText()).as(name).isNotEmpty();
          Map<String, Object> unseen = new HashMap<>(late.get(name));
          unseen.keySet().removeAll(Set.of("expected", "uuid"));
          assertThat(ada.write(route.method(), route.path(), unseen).statusCode())
              .as(name + " without what was seen")
              .isEqualTo(400);
        }
      }
      assertThat(zk.config().read("late/key", String.class)).contains("theirs");
      assertThat(zk.endpointStore().read("late").addresses()).containsExactly("10.0.0.1:80");
      assertThat(zk.curator().getData().forPath("/operators/late")).isEqualTo(wish);
      assertThat(new Accounts(data).list()).containsEntry("tom", Role.VIEWER);
      assertThat(json(ada.get("/api/audit")).path("total").asInt()).isEqualTo(deeds);
    }
  }

  /** Each as it is sent by a page that has seen something else. */
  private static Map<String, Map<String, Object>> late(String version) {
    Map<String, Map<String, Object>> late = new HashMap<>();
    Map<String, Object> key = Map.of("key", "late/key", "expected", version);
    late.put("PUT /api/config/key", with(key, "value", "mine"));
    late.put("DELETE /api/config/key", key);
    late.put("POST /api/config/rollback", with(key, "version", version));
    late.put(
        "POST /api/config/import",
        Map.of(
            "dry",
            false,
            "keys",
            Map.of("late/key", "mine"),
            "expected",
            Map.of("late/key", version)));
    late.put(
        "POST /api/members/want",
        Map.of("group", "late", "id", "", "wish", "OFFLINE", "expected", -1));
    late.put("POST /api/leaders/resign", Map.of("role", "late", "uuid", "another"));
    late.put("POST /api/endpoints", Map.of("domain", "late", "to", "10.0.0.2:80", "expected", 7));
    Map<String, Object> node = Map.of("path", "/config/late/key", "expected", 99);
    late.put("PUT /api/tree", with(node, "text", "mine"));
    late.put("DELETE /api/tree", node);
    Map<String, Object> account = Map.of("name", "tom", "expected", "OPERATOR");
    late.put("PUT /api/accounts", with(with(account, "role", "ADMIN"), "password", PASSWORD));
    late.put("DELETE /api/accounts", account);
    return late;
  }

  private static Map<String, Object> with(Map<String, Object> all, String name, Object value) {
    Map<String, Object> more = new HashMap<>(all);
    more.put(name, value);
    return more;
  }

  /** Of those who have seen the same, one writes; at a time, not one after the other. */
  @Test
  void oneOfManyWhoHaveSeenTheSameWrites() throws Exception {
    zk.config().publish("race/key", "before");
    await().until(() -> !version(operator, "race/key").equals("0"));
    String seen = version(operator, "race/key");
    int revisions = zk.config().history("race/key").size();
    zk.endpointStore().add("race", "10.0.0.100:80");
    int record = zk.curator().checkExists().forPath("/services/race").getVersion();
    assertThat(
            statuses(
                i -> Map.of("key", "race/key", "value", "of " + i, "expected", seen),
                "PUT",
                "/api/config/key"))
        .containsOnlyOnce(200)
        .containsOnly(200, 409);
    assertThat(
            statuses(
                i -> Map.of("domain", "race", "to", "10.0.0." + i + ":80", "expected", record),
                "POST",
                "/api/endpoints"))
        .containsOnlyOnce(200)
        .containsOnly(200, 409);
    assertThat(zk.endpointStore().read("race").addresses()).hasSize(2);
    assertThat(zk.config().history("race/key")).hasSize(revisions + 1);
  }

  private interface Body {
    Map<String, Object> of(int i);
  }

  private static List<Integer> statuses(Body body, String method, String path) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> all = new ArrayList<>();
      for (int i = 1; i <= 8; i++) {
        Map<String, Object> sent = body.of(i);
        all.add(() -> operator.write(method, path, sent).statusCode());
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> each : threads.invokeAll(all)) {
        statuses.add(each.get());
      }
      return statuses;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Regression: an import overwrote what was published since it was looked at. */
  @Test
  void anImportPublishesWhatWasLookedAt() {
    zk.config().publish("bring/a", "1");
    Map<String, String> keys = Map.of("bring/a", "2", "bring/b", "3");
    JsonNode plan =
        json(admin.write("POST", "/api/config/import", Map.of("dry", true, "keys", keys)));
    Map<String, String> seen = new HashMap<>();
    plan.forEach(each -> seen.put(each.path("key").asText(), each.path("version").asText()));
    assertThat(seen).containsEntry("bring/b", "0").hasSize(2);
    zk.config().publish("bring/a", "theirs");

    Map<String, Object> wanted = Map.of("dry", false, "keys", keys, "expected", seen);
    HttpResponse<String> late = admin.write("POST", "/api/config/import", wanted);
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(json(late).path("theirs").findValuesAsText("before")).contains("theirs");
    assertThat(zk.config().read("bring/b", String.class)).isEmpty();
    assertThat(zk.config().read("bring/a", String.class)).contains("theirs");

    json(late)
        .path("theirs")
        .forEach(each -> seen.put(each.path("key").asText(), each.path("version").asText()));
    assertThat(admin.write("POST", "/api/config/import", wanted).statusCode()).isEqualTo(200);
    assertThat(zk.config().read("bring/a", String.class)).contains("2");
    assertThat(zk.config().read("bring/b", String.class)).contains("3");
  }

  /** Regression: an import that would change nothing told that a guess of a secret was right. */
  @Test
  void anImportDoesNotTellWhatASecretIs() {
    zk.config().publish("bring/password", "xyzzy");
    for (String guess : List.of("xyzzy", "plugh")) {
      Map<String, Object> dry = Map.of("dry", true, "keys", Map.of("bring/password", guess));
      JsonNode plan = json(admin.write("POST", "/api/config/import", dry)).get(0);
      assertThat(plan.path("change").asText()).isEqualTo("CHANGE");
      assertThat(plan.path("after").isNull()).isTrue();
    }
  }
}
