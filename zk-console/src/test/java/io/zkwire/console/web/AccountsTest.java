package io.zkwire.console.web;

import static io.zkwire.console.web.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts: the first one, their passwords, and the file that keeps them. */
class AccountsTest extends ConsoleOverHttp {

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
      Map<String, Object> short_ =
          Map.of("name", "ada", "role", "ADMIN", "password", "short", "expected", "");
      assertThat(one.write("PUT", "/api/accounts", short_).statusCode()).isEqualTo(422);
      HttpResponse<String> made = putAccount(one, "ada", PASSWORD, "");
      assertThat(made.statusCode()).isEqualTo(200);
      assertThat(one.get("/api/overview").statusCode()).isEqualTo(401);
      one.keep(made);
      assertThat(json(one.get("/api/session")).path("name").asText()).isEqualTo("ada");
      assertThat(first.firstToken()).isNull();
    }
  }

  /** Regression: whoever had come in by the old password stayed in for hours. */
  @Test
  void aNewPasswordEndsTheSessionsOfTheOldOne() {
    assertThat(putAccount(admin, "tom", PASSWORD, "").statusCode()).isEqualTo(200);
    Browser old = new Browser(server).signIn("tom", PASSWORD);
    assertThat(putAccount(admin, "tom", PASSWORD + "!", "ADMIN").statusCode()).isEqualTo(200);
    assertThat(old.get("/api/overview").statusCode()).isEqualTo(401);
    Browser tom = new Browser(server).signIn("tom", PASSWORD + "!");
    HttpResponse<String> own = putAccount(tom, "tom", PASSWORD + "?", "ADMIN");
    assertThat(tom.get("/api/overview").statusCode()).isEqualTo(401);
    tom.keep(own);
    assertThat(tom.get("/api/overview").statusCode()).isEqualTo(200);

    Map<String, Object> name = Map.of("name", "tom", "expected", "ADMIN");
    assertThat(admin.write("DELETE", "/api/accounts", name).statusCode()).isEqualTo(200);
    assertThat(putAccount(admin, "tom", PASSWORD, "").statusCode()).isEqualTo(200);
    assertThat(tom.get("/api/overview").statusCode()).isEqualTo(401);
    assertThat(admin.write("DELETE", "/api/accounts", name).statusCode()).isEqualTo(200);
    assertThat(putAccount(admin, "first-start", PASSWORD, "").statusCode()).isEqualTo(422);
    assertThat(json(admin.get("/api/audit")).path("rows").findValuesAsText("action"))
        .startsWith("accounts.remove", "accounts.set", "accounts.remove");
  }

  private static HttpResponse<String> putAccount(
      Browser by, String name, String password, String seen) {
    Map<String, Object> account =
        Map.of("name", name, "role", "ADMIN", "password", password, "expected", seen);
    return by.write("PUT", "/api/accounts", account);
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
      assertThat(putAccount(again, "ada", PASSWORD, "").statusCode()).isEqualTo(200);
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
}
