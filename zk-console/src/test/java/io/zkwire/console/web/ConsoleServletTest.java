package io.zkwire.console.web;

import static io.zkwire.console.web.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.ZkWireException;
import io.zkwire.console.demo.Shop;
import io.zkwire.runtime.ZkMetrics;
import io.zkwire.runtime.ZkWire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console over HTTP, without a screen. */
class ConsoleServletTest {

  private static final String PASSWORD = "correct horse battery";
  private static ZkWire zk;
  private static ConsoleServer server;
  private static Browser viewer;
  private static Browser operator;
  private static Browser admin;

  @BeforeAll
  static void start(@TempDir Path data) {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(40)); // a busy machine
    zk = ZkWire.builder().embedded().property("shop", "shop-1").start();
    zk.create(Shop.class);
    Accounts accounts = new Accounts(data);
    accounts.put("vera", Role.VIEWER, PASSWORD);
    accounts.put("otto", Role.OPERATOR, PASSWORD);
    accounts.put("ada", Role.ADMIN, PASSWORD);
    server = ConsoleServer.start(zk, ConsoleOptions.defaults().data(data), listen("127.0.0.1"));
    viewer = new Browser(server).signIn("vera", PASSWORD);
    operator = new Browser(server).signIn("otto", PASSWORD);
    admin = new Browser(server).signIn("ada", PASSWORD);
    await()
        .until(
            () -> json(viewer.get("/api/config/key?key=shop/open")).path("instances").size() == 1);
  }

  @AfterAll
  static void stop() {
    server.close();
    zk.close();
  }

  private static ConsoleServer.Listen listen(String bind) {
    return new ConsoleServer.Listen(bind, 0, null, null);
  }

  /**
   * The one table, walked as each role: nobody reaches what needs more, everybody what needs less.
   */
  @Test
  void eachRouteLetsInWhomItsRoleAllows() {
    Map<Role, Browser> browsers =
        Map.of(Role.VIEWER, viewer, Role.OPERATOR, operator, Role.ADMIN, admin);
    Browser nobody = new Browser(server);
    List<String> walked = new ArrayList<>();
    for (Route route : server.servlet().table()) {
      boolean ends = route.path().equals("/api/session") || route.path().equals("/api/events");
      if (ends || route.role() == null) {
        continue; // walked by tests of their own: these end a session, or do not end
      }
      assertThat(nobody.write(route.method(), route.path(), Map.of()).statusCode())
          .as(route.path())
          .isEqualTo(401);
      browsers.forEach(
          (role, browser) -> {
            int status = browser.write(route.method(), route.path(), Map.of()).statusCode();
            if (role.may(route.role())) {
              // An empty body is refused for what it lacks, never for who sends it.
              boolean readOnly = route.path().equals("/api/tree") && route.writes();
              assertThat(status)
                  .as(role + " " + route.method() + " " + route.path())
                  .isIn(readOnly ? List.of(400, 403) : List.of(200, 400, 404, 422));
            } else {
              assertThat(status).as(role + " " + route.path()).isEqualTo(403);
            }
          });
      if (route.writes()) {
        assertThat(admin.send(route.method(), route.path(), Map.of(), false).statusCode())
            .as("without its code: " + route.path())
            .isEqualTo(403);
      }
      walked.add(route.method() + " " + route.path());
    }
    assertThat(walked).hasSizeGreaterThan(30).doesNotHaveDuplicates();
    for (Route route : server.servlet().table()) {
      if (route.writes() && !route.path().equals("/api/session")) {
        assertThat(route.role()).as(route.path()).isNotNull().isNotEqualTo(Role.VIEWER);
      }
    }
  }

  @Test
  void aWriteIsComparedWithWhatWasSeen() {
    String version = version(operator, "page/title");
    assertThat(set(operator, "page/title", "one", version).statusCode()).isEqualTo(200);
    HttpResponse<String> late = set(admin, "page/title", "two", version);
    assertThat(late.statusCode()).isEqualTo(409);
    JsonNode body = json(late);
    assertThat(body.path("code").asText()).isEqualTo("ZK-CONSOLE-21");
    assertThat(body.path("theirs").path("text").asText()).isEqualTo("one");
    assertThat(set(admin, "page/title", "two", body.path("found").asText()).statusCode())
        .isEqualTo(200);
    assertThat(zk.config().history("page/title").get(0).author()).isEqualTo("ada");
    JsonNode audit = json(admin.get("/api/audit"));
    assertThat(audit.path("rows").get(0).path("who").asText()).isEqualTo("ada");
    assertThat(audit.path("rows").get(0).path("action").asText()).isEqualTo("config.set");
    assertThat(audit.path("rows").get(0).path("before").asText()).hasSize(64);
    assertThat(operator.write("PUT", "/api/config/key", Map.of("key", "a", "value", "b")).body())
        .contains("'expected' is missing");
  }

  private static String version(Browser browser, String key) {
    return json(browser.get("/api/config/key?key=" + key)).path("version").asText();
  }

  private static HttpResponse<String> set(
      Browser browser, String key, String value, String expected) {
    return browser.write(
        "PUT", "/api/config/key", Map.of("key", key, "value", value, "expected", expected));
  }

  @Test
  void everyOtherWriteIsComparedToo() throws Exception {
    Map<String, Object> drain =
        Map.of("group", "shops", "id", "nobody", "wish", "OFFLINE", "expected", -1);
    assertThat(operator.write("POST", "/api/members/want", drain).statusCode()).isEqualTo(200);
    assertThat(operator.write("POST", "/api/members/want", drain).statusCode()).isEqualTo(409);
    Map<String, Object> add = Map.of("domain", "web", "to", "10.0.0.1:80", "expected", -1);
    assertThat(operator.write("POST", "/api/endpoints", add).statusCode()).isEqualTo(200);
    assertThat(operator.write("POST", "/api/endpoints", add).statusCode()).isEqualTo(409);
    try (var role = zk.leadership("role-of-http")) {
      await().until(role::held);
      Map<String, Object> wish = Map.of("role", "role-of-http", "uuid", "another");
      assertThat(operator.write("POST", "/api/leaders/resign", wish).statusCode()).isEqualTo(409);
    }
    Map<String, Object> node = Map.of("path", "/config", "text", "x", "expected", 0);
    assertThat(admin.write("PUT", "/api/tree", node).statusCode()).isEqualTo(403);
  }

  @Test
  void refusesAValueOfTheWrongType() {
    HttpResponse<String> refused =
        set(operator, "shop/refresh", "soon", version(operator, "shop/refresh"));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(json(refused).path("message").asText()).contains("no duration");
    JsonNode check =
        json(
            operator.write(
                "POST", "/api/config/check", Map.of("key", "shop/refresh", "value", "3s")));
    assertThat(check.path("problem").asText()).isEmpty();
  }

  @Test
  void importsNothingOfWhatIsNoExport() {
    Map<String, ?> none = Map.of("dry", false, "keys", Map.of("imports/y", 5));
    assertThat(admin.write("POST", "/api/config/import", none).statusCode()).isEqualTo(400);
    assertThat(zk.config().read("imports/y", String.class)).isEmpty();
    Map<String, ?> one = Map.of("dry", false, "keys", Map.of("imports/y", "5"));
    assertThat(admin.write("POST", "/api/config/import", one).statusCode()).isEqualTo(200);
    assertThat(zk.config().read("imports/y", String.class)).contains("5");
  }

  @Test
  void secretsNeverLeaveTheServer() {
    zk.config().publish("shop/api-key", "plugh-1");
    zk.config().publish("shop/api-key", "plugh-2");
    zk.config().publish("other/token", "plugh-3");
    StringBuilder all = new StringBuilder();
    for (Browser browser : List.of(viewer, operator, admin)) {
      for (String path :
          List.of(
              "/api/config?search=plugh",
              "/api/config?limit=500",
              "/api/config/key?key=shop/api-key",
              "/api/config/key?key=other/token",
              "/api/config/history?key=shop/api-key",
              "/api/config/export",
              "/api/tree?path=/config/shop/api-key",
              "/api/tree?path=/history/config/shop/api-key/~0000000002/value",
              "/api/overview",
              "/api/audit")) {
        all.append(browser.get(path).body());
      }
    }
    HttpResponse<String> late = set(operator, "shop/api-key", "mine", "1");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(all.append(late.body()).toString()).contains("shop/api-key").doesNotContain("plugh");
  }

  /** Regression: its conflict told what stands there, and the audit the hash of a secret. */
  @Test
  void aSecretIsWrittenUnseenAsARawNode(@TempDir Path data) {
    zk.config().publish("raw/password", "plugh-raw");
    zk.config().publish("raw/title", "seen");
    new Accounts(data).put("ada", Role.ADMIN, PASSWORD);
    ConsoleOptions options = ConsoleOptions.defaults().data(data).treeWrites(true);
    try (ConsoleServer raw = ConsoleServer.start(zk, options, listen("127.0.0.1"))) {
      Browser ada = new Browser(raw).signIn("ada", PASSWORD);
      HttpResponse<String> late = writeNode(ada, "/config/raw/password", 99);
      assertThat(late.statusCode()).isEqualTo(409);
      assertThat(late.body()).doesNotContain("plugh");
      assertThat(writeNode(ada, "/config/raw/title", 99).body()).contains("seen");

      assertThat(writeNode(ada, "/config/raw/password", 0).statusCode()).isEqualTo(200);
      JsonNode deed = json(ada.get("/api/audit")).path("rows").get(0);
      assertThat(deed.path("target").asText()).isEqualTo("/config/raw/password");
      assertThat(deed.path("before").asText() + deed.path("after").asText()).isEmpty();
      assertThat(writeNode(ada, "/config/raw/title", 0).statusCode()).isEqualTo(200);
      deed = json(ada.get("/api/audit")).path("rows").get(0);
      assertThat(deed.path("before").asText()).hasSize(64);
      assertThat(deed.path("after").asText()).hasSize(64);

      Map<String, Object> parent = Map.of("path", "/config/raw", "expected", 0);
      HttpResponse<String> kept = ada.write("DELETE", "/api/tree", parent);
      assertThat(kept.statusCode()).isEqualTo(422);
      assertThat(kept.body()).contains("has children");
    }
  }

  private static HttpResponse<String> writeNode(Browser browser, String path, int expected) {
    return browser.write(
        "PUT", "/api/tree", Map.of("path", path, "text", "written", "expected", expected));
  }

  @Test
  void theFirstTokenLetsOnePersonInOnce() {
    try (ConsoleServer first =
        ConsoleServer.start(zk, ConsoleOptions.defaults(), listen("127.0.0.1"))) {
      String token = first.firstToken();
      assertThat(token).hasSize(43);
      Browser one = new Browser(first);
      assertThat(one.write("POST", "/api/session", Map.of("token", "x".repeat(43))).statusCode())
          .isEqualTo(401);
      one.signIn(token);
      assertThat(
              new Browser(first).write("POST", "/api/session", Map.of("token", token)).statusCode())
          .isEqualTo(401);
      Map<String, Object> short_ = Map.of("name", "ada", "role", "ADMIN", "password", "short");
      assertThat(one.write("PUT", "/api/accounts", short_).statusCode()).isEqualTo(422);
      HttpResponse<String> made =
          one.write(
              "PUT", "/api/accounts", Map.of("name", "ada", "role", "ADMIN", "password", PASSWORD));
      assertThat(made.statusCode()).isEqualTo(200);
      assertThat(one.get("/api/overview").statusCode()).isEqualTo(401);
      one.keep(made);
      assertThat(json(one.get("/api/session")).path("name").asText()).isEqualTo("ada");
      assertThat(first.firstToken()).isNull();
    }
  }

  @Test
  void listensBeyondLoopbackOnlyWithTlsAndAnAccount(@TempDir Path data) {
    assertThatThrownBy(() -> ConsoleServer.start(zk, ConsoleOptions.defaults(), listen("0.0.0.0")))
        .isInstanceOf(ZkWireException.class)
        .hasMessageStartingWith("[ZK-CONSOLE-20]")
        .hasMessageContaining("TLS");
    ConsoleServer.Listen tls = new ConsoleServer.Listen("0.0.0.0", 0, data.resolve("key.p12"), "x");
    assertThatThrownBy(() -> ConsoleServer.start(zk, ConsoleOptions.defaults(), tls))
        .hasMessageContaining("there is no account");
  }

  @Test
  void answersToItsOwnNamesOnly() throws Exception {
    assertThat(Browser.raw(server, "GET / HTTP/1.1\nHost: evil.example\n\n"))
        .startsWith("HTTP/1.1 421");
    assertThat(Browser.raw(server, "GET / HTTP/1.1\nHost: localhost:1\n\n"))
        .startsWith("HTTP/1.1 200");
    String write =
        "POST /api/members/want HTTP/1.1\nHost: localhost\nCookie: "
            + operator.cookie()
            + "\nContent-Length: 2\n";
    assertThat(Browser.raw(server, write + "Content-Type: text/plain\n\n{}"))
        .startsWith("HTTP/1.1 403");
    assertThat(
            Browser.raw(
                server,
                write + "Content-Type: application/json\nOrigin: http://evil.example\n\n{}"))
        .startsWith("HTTP/1.1 403");
    assertThat(
            Browser.raw(
                server, write + "Content-Type: application/json\nSec-Fetch-Site: cross-site\n\n{}"))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void saysWhatABrowserMayDoWithItsPages() {
    HttpResponse<String> page = viewer.get("/");
    String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
    assertThat(policy)
        .contains("default-src 'none'", "frame-ancestors 'none'", "require-trusted-types-for")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.body()).doesNotContain("http://", "https://", "onclick=", "<style");
    HttpResponse<String> signIn =
        new Browser(server)
            .write("POST", "/api/session", Map.of("name", "vera", "password", PASSWORD));
    assertThat(signIn.headers().firstValue("Set-Cookie").orElse(""))
        .contains("HttpOnly", "SameSite=Strict");
    assertThat(viewer.get("/../web/ConsoleServlet.class").statusCode()).isIn(400, 404);
    assertThat(viewer.get("/api/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void hasLimits() {
    String large = "x".repeat(1_100_000);
    assertThat(set(operator, "large", large, "0").statusCode()).isEqualTo(413);
    assertThat(set(operator, "large", "x".repeat(600_000), "0").statusCode()).isIn(400, 422);
    assertThat(json(viewer.get("/api/config?limit=999999")).path("rows").size())
        .isLessThanOrEqualTo(500);
    assertThat(viewer.get("/api/config?limit=-1").statusCode()).isEqualTo(400);
    long[] now = {0};
    Rates rates = new Rates(2, 1, () -> now[0]);
    assertThat(List.of(rates.allow("a"), rates.allow("a"), rates.allow("a"), rates.allow("b")))
        .containsExactly(true, true, false, true);
    now[0] = 1_000_000_000;
    assertThat(rates.allow("a")).isTrue();
  }

  @Test
  void signingOutEndsIt() {
    Browser once = new Browser(server).signIn("vera", PASSWORD);
    assertThat(once.get("/api/overview").statusCode()).isEqualTo(200);
    assertThat(once.write("DELETE", "/api/session", Map.of()).statusCode()).isEqualTo(200);
    assertThat(once.get("/api/overview").statusCode()).isEqualTo(401);
  }

  /** Regression: whoever had come in by the old password stayed in for hours. */
  @Test
  void aNewPasswordEndsTheSessionsOfTheOldOne() {
    assertThat(putAccount(admin, "tom", PASSWORD).statusCode()).isEqualTo(200);
    Browser old = new Browser(server).signIn("tom", PASSWORD);
    assertThat(putAccount(admin, "tom", PASSWORD + "!").statusCode()).isEqualTo(200);
    assertThat(old.get("/api/overview").statusCode()).isEqualTo(401);
    Browser tom = new Browser(server).signIn("tom", PASSWORD + "!");
    HttpResponse<String> own = putAccount(tom, "tom", PASSWORD + "?");
    assertThat(tom.get("/api/overview").statusCode()).isEqualTo(401);
    tom.keep(own);
    assertThat(tom.get("/api/overview").statusCode()).isEqualTo(200);

    Map<String, Object> name = Map.of("name", "tom");
    assertThat(admin.write("DELETE", "/api/accounts", name).statusCode()).isEqualTo(200);
    assertThat(putAccount(admin, "tom", PASSWORD).statusCode()).isEqualTo(200);
    assertThat(tom.get("/api/overview").statusCode()).isEqualTo(401);
    assertThat(admin.write("DELETE", "/api/accounts", name).statusCode()).isEqualTo(200);
    assertThat(putAccount(admin, "first-start", PASSWORD).statusCode()).isEqualTo(422);
    assertThat(json(admin.get("/api/audit")).path("rows").findValuesAsText("action"))
        .startsWith("accounts.remove", "accounts.set", "accounts.remove");
  }

  private static HttpResponse<String> putAccount(Browser by, String name, String password) {
    return by.write(
        "PUT", "/api/accounts", Map.of("name", name, "role", "ADMIN", "password", password));
  }

  /** Regression: a damaged file passed for one without accounts, and a token was printed. */
  @Test
  void aFileThatHoldsNoAccountsIsRefused(@TempDir Path data) throws Exception {
    for (String text : List.of("{\"ada\":", "", "{\"ada\":{\"role\":\"KING\"}}")) {
      Files.writeString(data.resolve("accounts.json"), text);
      assertThatThrownBy(() -> new Accounts(data)).hasMessageStartingWith("[ZK-CONSOLE-20]");
    }
  }

  /** Regression: what zkw account did was known only after a restart. */
  @Test
  void accountsThatAreChangedWhileItRunsTakeEffect(@TempDir Path data) throws Exception {
    ConsoleOptions options = ConsoleOptions.defaults().data(data);
    try (ConsoleServer running = ConsoleServer.start(zk, options, listen("127.0.0.1"))) {
      String token = String.valueOf(running.firstToken());
      Accounts elsewhere = new Accounts(data);
      elsewhere.put("grace", Role.ADMIN, PASSWORD);
      assertThat(running.firstToken()).isNull();
      Map<String, Object> first = Map.of("token", token);
      assertThat(new Browser(running).write("POST", "/api/session", first).statusCode())
          .isEqualTo(401);

      Browser grace = new Browser(running).signIn("grace", PASSWORD);
      elsewhere.put("grace", Role.ADMIN, PASSWORD + "!");
      assertThat(grace.get("/api/overview").statusCode()).isEqualTo(401);
      Browser again = new Browser(running).signIn("grace", PASSWORD + "!");
      elsewhere.put("tom", Role.VIEWER, PASSWORD);
      assertThat(putAccount(again, "ada", PASSWORD).statusCode()).isEqualTo(200);
      assertThat(elsewhere.list()).containsOnlyKeys("ada", "grace", "tom");

      Browser tom = new Browser(running).signIn("tom", PASSWORD);
      elsewhere.remove("tom");
      assertThat(tom.get("/api/overview").statusCode()).isEqualTo(401);
      elsewhere.remove("ada");
      Files.writeString(data.resolve("accounts.json"), "{");
      assertThat(again.get("/api/overview").statusCode()).isEqualTo(200);
      Files.delete(data.resolve("accounts.json"));
      assertThat(again.get("/api/overview").statusCode()).isEqualTo(200);
      assertThat(running.firstToken()).isNull();
    }
  }

  @Test
  void passwordsAreKeptForNobodyElseToRead(@TempDir Path data) throws Exception {
    Path inside = data.resolve("accounts");
    Accounts accounts = new Accounts(inside);
    accounts.put("ada", Role.ADMIN, PASSWORD);
    Path file = inside.resolve("accounts.json");
    assertThat(Files.readString(file)).contains("ada").doesNotContain(PASSWORD);
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    assertThat(new Accounts(inside).signIn("ada", PASSWORD)).isNotNull();
    assertThat(new Accounts(inside).signIn("ada", PASSWORD + "!")).isNull();
    assertThatThrownBy(() -> accounts.remove("ada")).hasMessageContaining("only administrator");
    assertThatThrownBy(() -> accounts.put("ada", Role.VIEWER, PASSWORD))
        .hasMessageContaining("only administrator");
  }

  /** However many browsers look, ZooKeeper is read as often as for one. */
  @Test
  void readsDoNotGrowWithBrowsers() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(20);
    List<String> events = new CopyOnWriteArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        threads.execute(() -> listen(events));
      }
      await().until(() -> events.stream().filter(e -> e.equals("event: hello")).count() == 20);
      for (int i = 0; i < 10; i++) {
        viewer.get("/api/config");
      }
      long before = server.servlet().model().requests();
      zk.config().publish("seen/by-all", "1");
      await().until(() -> events.stream().filter(e -> e.contains("\"config\"")).count() >= 20);
      for (int i = 0; i < 200; i++) {
        String path = i % 2 == 0 ? "/api/config" : "/api/config/key?key=seen/by-all";
        assertThat(viewer.get(path).statusCode()).isEqualTo(200);
      }
      // What changes meanwhile (members tell their state each second) is read once for all.
      assertThat(server.servlet().model().requests() - before).isLessThan(30);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Not even one request more for each browser more, whatever its page reads from ZooKeeper. */
  @Test
  void whatIsNotFollowedIsReadOnceForAllBrowsersToo() throws Exception {
    LongAdder asked = new LongAdder();
    ZkMetrics metrics =
        new ZkMetrics() {
          @Override
          public void count(String counter, long by) {
            asked.add(counter.equals("zkwire.requests") ? by : 0);
          }

          @Override
          public void gauge(String gauge, LongSupplier value) {}
        };
    zk.config().publish("large/page", "x".repeat(100_000));
    ConsoleOptions options =
        ConsoleOptions.defaults().identities(request -> new Identity("otto", Role.OPERATOR));
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try (ZkWire own = ZkWire.builder().connect(zk.connectString()).metrics(metrics).start();
        ConsoleServer all = ConsoleServer.start(own, options, listen("127.0.0.1"))) {
      look(all, threads, 1, 1);
      LongSupplier requests = () -> asked.sum() + all.servlet().model().requests();
      long before = requests.getAsLong();
      look(all, threads, 1, 2);
      long one = requests.getAsLong() - before;
      look(all, threads, 20, 2);
      long twenty = requests.getAsLong() - before - one;
      assertThat(twenty).as("requests for 20 browsers, " + one + " for 1").isLessThan(one + 38);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void look(ConsoleServer at, ExecutorService threads, int browsers, int rounds)
      throws Exception {
    List<String> pages =
        List.of(
            "/api/queues/parked?queue=mails",
            "/api/tree?path=/config",
            "/api/tree?path=/zkwire",
            "/api/config/key?key=large/page",
            "/api/locks",
            "/api/ids",
            "/api/audit");
    for (int round = 0; round < rounds; round++) {
      List<Callable<Integer>> all = new ArrayList<>();
      for (int i = 0; i < browsers; i++) {
        pages.forEach(page -> all.add(() -> new Browser(at).get(page).statusCode()));
      }
      for (Future<Integer> each : threads.invokeAll(all)) {
        assertThat(each.get()).isEqualTo(200);
      }
    }
  }

  private static void listen(List<String> events) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "api/events"))
            .header("Cookie", viewer.cookie())
            .build();
    try {
      HttpClient.newHttpClient()
          .send(request, BodyHandlers.ofLines())
          .body()
          .takeWhile(line -> !Thread.currentThread().isInterrupted())
          .forEach(events::add);
    } catch (Exception e) {
      events.add("ended"); // the test is over
    }
  }

  @Test
  void somebodyElseMayKnowThePeople() {
    ConsoleOptions options =
        ConsoleOptions.defaults()
            .identities(
                request ->
                    "secret".equals(request.getHeader("Cookie"))
                        ? new Identity("outside", Role.VIEWER)
                        : null);
    try (ConsoleServer outside = ConsoleServer.start(zk, options, listen("127.0.0.1"))) {
      assertThat(outside.firstToken()).isNull();
      assertThat(new Browser(outside).get("/api/overview").statusCode()).isEqualTo(401);
      assertThat(
              new Browser(outside).write("POST", "/api/session", Map.of("token", "x")).statusCode())
          .isEqualTo(404);
    }
  }
}
