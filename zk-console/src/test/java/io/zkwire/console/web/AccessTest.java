package io.zkwire.console.web;

import static io.zkwire.console.web.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zkwire.ZkWireException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, by which name, how often, and what a browser may do. */
class AccessTest extends ConsoleOverHttp {

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
  void whoAsksTooOftenHasToWait() throws Exception {
    try (ConsoleServer fresh =
        ConsoleServer.start(zk, ConsoleOptions.defaults(), listen("127.0.0.1"))) {
      Browser guessing = new Browser(fresh);
      List<Integer> tries = new ArrayList<>();
      for (int i = 0; i < 14; i++) {
        tries.add(guessing.write("POST", "/api/session", Map.of("token", "guess")).statusCode());
      }
      assertThat(tries.subList(0, 10)).containsOnly(401);
      assertThat(tries.subList(10, 14)).contains(429);

      AtomicInteger answered = new AtomicInteger();
      AtomicBoolean refused = new AtomicBoolean();
      List<Thread> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(
            new Thread(
                () -> {
                  while (!refused.get() && answered.get() < 5_000) {
                    boolean many = guessing.get("/icon.svg").statusCode() == 429;
                    refused.compareAndSet(false, many);
                    answered.addAndGet(many ? 0 : 1);
                  }
                }));
      }
      all.forEach(Thread::start);
      for (Thread each : all) {
        each.join();
      }
      assertThat(refused).isTrue();
      assertThat(answered.get()).isGreaterThan(380);
    }
  }

  @Test
  void speaksTlsBeyondLoopback(@TempDir Path data) throws Exception {
    Path store = data.resolve("console.p12");
    SSLContext trusting = Tls.make(store, "changeit");
    new Accounts(data).put("ada", Role.ADMIN, PASSWORD);
    ConsoleOptions options = ConsoleOptions.defaults().data(data);
    ConsoleServer.Listen everywhere = new ConsoleServer.Listen("0.0.0.0", 0, store, "changeit");
    try (ConsoleServer tls = ConsoleServer.start(zk, options, everywhere)) {
      HttpRequest signIn =
          HttpRequest.newBuilder(URI.create("https://localhost:" + tls.port() + "/api/session"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString("{\"name\":\"ada\",\"password\":\"" + PASSWORD + "\"}"))
              .build();
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .sslContext(trusting)
              .build()
              .send(signIn, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).contains("; Secure");
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
      assertThat(Browser.raw(tls, "GET / HTTP/1.1\nHost: localhost\n\n")).doesNotContain("200 OK");
    }
  }

  /** Who may what, as the reference tells it, beside the table itself. */
  @Test
  void theTableGivesNobodyMoreThanTheReferenceSays() {
    Map<Role, Set<String>> routes = new EnumMap<>(Role.class);
    for (Route route : server.servlet().table()) {
      if (route.role() != null && (route.writes() || route.role() != Role.VIEWER)) {
        routes
            .computeIfAbsent(route.role(), role -> new TreeSet<>())
            .add(route.method() + " " + route.path());
      }
    }
    assertThat(routes.get(Role.VIEWER)).containsExactly("DELETE /api/session");
    assertThat(routes.get(Role.OPERATOR))
        .containsExactlyInAnyOrder(
            "GET /api/audit",
            "GET /api/config/export",
            "GET /api/queues/parked",
            "POST /api/commands",
            "POST /api/config/check",
            "POST /api/config/rollback",
            "POST /api/endpoints",
            "POST /api/leaders/resign",
            "POST /api/members/want",
            "POST /api/queues/retry",
            "PUT /api/config/key");
    assertThat(routes.get(Role.ADMIN))
        .containsExactlyInAnyOrder(
            "DELETE /api/accounts",
            "DELETE /api/config/key",
            "DELETE /api/tree",
            "GET /api/accounts",
            "POST /api/config/import",
            "POST /api/queues/drop",
            "PUT /api/accounts",
            "PUT /api/tree");
  }

  /** The two that the walk leaves out. */
  @Test
  void eventsAndSessionsAreForThoseWhoAreSignedIn() {
    Browser nobody = new Browser(server);
    assertThat(nobody.get("/api/events").statusCode()).isEqualTo(401);
    assertThat(nobody.write("DELETE", "/api/session", Map.of()).statusCode()).isEqualTo(401);
    assertThat(json(nobody.get("/api/session"))).hasSize(1);
    Map<String, String> own = Map.of();
    assertThat(viewer.send("DELETE", "/api/session", own, false).statusCode()).isEqualTo(403);
    assertThat(viewer.get("/api/session").body()).contains("VIEWER");
  }

  @Test
  void signingOutEndsIt() {
    Browser once = new Browser(server).signIn("vera", PASSWORD);
    assertThat(once.get("/api/overview").statusCode()).isEqualTo(200);
    assertThat(once.write("DELETE", "/api/session", Map.of()).statusCode()).isEqualTo(200);
    assertThat(once.get("/api/overview").statusCode()).isEqualTo(401);
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
