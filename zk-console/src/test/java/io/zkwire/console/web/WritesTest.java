package io.zkwire.console.web;

import static io.zkwire.console.web.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each write is compared with what was seen, and checked; secrets stay on the server. */
class WritesTest extends ConsoleOverHttp {

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
    Map<String, ?> one =
        Map.of(
            "dry", false, "keys", Map.of("imports/y", "5"), "expected", Map.of("imports/y", "0"));
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
}
