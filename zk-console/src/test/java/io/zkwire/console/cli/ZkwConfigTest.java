package io.zkwire.console.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.runtime.ZkWire;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code zkw config} does with keys. */
class ZkwConfigTest extends AtTheCommandLine {

  @Test
  void setsGetsAndComparesRevisions() throws Exception {
    Result first = zkw("config", "set", "shop/prices/discount", "7", "--json");
    assertThat(first.code()).isZero();
    String version = first.json().path("version").asText();
    assertThat(zkw("config", "get", "shop/prices/discount").out()).isEqualTo("7\n");
    assertThat(zkw("config", "set", "shop/prices/discount", "9", "--expect", version).code())
        .isZero();

    Result late = zkw("config", "set", "shop/prices/discount", "11", "--expect", version);
    assertThat(late.code()).isEqualTo(4);
    assertThat(late.err()).startsWith("[ZK-CONSOLE-21]");

    Result diff = zkw("config", "diff", "shop/prices/discount");
    assertThat(diff.code()).isEqualTo(1);
    assertThat(diff.out()).isEqualTo("- 7\n+ 9\n");
    JsonNode history = zkw("config", "history", "shop/prices/discount", "--json").json();
    assertThat(history.get(0).path("author").asText()).isEqualTo("ada");
    assertThat(history.get(0).path("present").asBoolean()).isTrue();

    assertThat(zkw("config", "rollback", "shop/prices/discount", version).code()).isZero();
    assertThat(zk.config().read("shop/prices/discount", Integer.class)).contains(7);
    assertThat(zk.config().history("shop/prices/discount").get(0).author()).isEqualTo("ada");
    assertThat(zkw("config", "delete", "shop/prices/discount").code()).isZero();
    assertThat(zkw("config", "get", "shop/prices/discount").code()).isEqualTo(1);
    assertThat(zkw("config", "delete", "shop/prices/discount").code()).isEqualTo(1);
  }

  @Test
  void refusesWhatDoesNotFitTheTypeOfAKey() {
    Result refused = zkw("config", "set", "shop/refresh", "soon");
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).startsWith("[ZK-CONSOLE-22]").contains("no duration");
    assertThat(zk.config().read("shop/refresh")).isEmpty();
    assertThat(zkw("config", "set", "shop/mode", "CLOSED").code()).isZero();
    assertThat(zkw("config", "set", "shop/mode", "closed").err()).contains("OPEN, CLOSED");
    assertThat(zkw("config", "set", "shop/mode", "OPEN").code()).isZero();
    assertThat(zkw("config", "set", "../zkwire/version", "2").code()).isEqualTo(3);
    assertThat(zkw("config", "set", "/zkwire/version", "2").code()).isEqualTo(3);
    // Below it a secret's history would pass for that of another key.
    assertThat(zkw("config", "set", "shop/~1/password", "2").err()).startsWith("[ZK-NAME-01]");
  }

  @Test
  void tellsOfAKeyWhoUsesIt() throws Exception {
    zk.config().publish("shop/refresh-of", "1s");
    Result all = zkw("config", "get", "shop/open", "--all");
    assertThat(all.out()).contains("type     boolean").contains("Shop.open");
    JsonNode list = zkw("config", "list", "--search", "shop/open", "--json").json();
    assertThat(list.get(0).path("type").asText()).isEqualTo("boolean");
    assertThat(list.get(0).path("instances").asInt()).isEqualTo(1);
    assertThat(zkw("config", "list").out()).contains("shop/open").contains("boolean");
  }

  @Test
  void neverShowsASecret(@TempDir Path dir) throws Exception {
    zk.config().publish("shop/api-key", "xyzzy-1");
    zk.config().publish("shop/api-key", "xyzzy-2");
    zk.config().publish("db/password", "xyzzy-3");
    zk.curator()
        .create()
        .creatingParentsIfNeeded()
        .forPath("/history/config/a/~b/password/~0000000001/value", "xyzzy-0".getBytes(UTF_8));
    Path file = dir.resolve("export.json");
    assertThat(zkw("config", "export", "-o", file.toString()).code()).isZero();
    String all =
        Files.readString(file)
            + zkw("config", "list").out()
            + zkw("config", "list", "--json").out()
            + zkw("config", "get", "shop/api-key").out()
            + zkw("config", "get", "shop/api-key", "--all").out()
            + zkw("config", "get", "db/password", "--json").out()
            + zkw("config", "history", "shop/api-key").out()
            + zkw("config", "history", "shop/api-key", "--json").out()
            + zkw("config", "diff", "shop/api-key").out()
            + zkw("tree", "/config/shop/api-key").out()
            + zkw("tree", "/config/shop/api-key", "--json").out()
            + zkw("tree", "/history/config/shop/api-key/~0000000002/value", "--json").out()
            + zkw("tree", "/history/config/a/~b/password/~0000000001/value").out();
    assertThat(all).contains("shop/api-key").doesNotContain("xyzzy");
    assertThat(JSON.readTree(Files.readString(file)).path("omitted").toString())
        .contains("shop/api-key")
        .contains("db/password");
    assertThat(zkw("config", "get", "shop/api-key").code()).isEqualTo(3);
    assertThat(zkw("config", "set", "shop/api-key", "xyzzy-4").code()).isZero();
    JsonNode audit = zkw("audit", "--json").json();
    for (JsonNode deed : audit) {
      if (deed.path("target").asText().equals("shop/api-key")) {
        assertThat(deed.path("after").asText()).isEmpty();
      }
    }
  }

  /** Regression: a manifest that is not kept was passed over, with all that it calls secret. */
  @Test
  void showsNoValueWhileAManifestCannotBeRead() throws Exception {
    try (ZkWire closed = ZkWire.connect(zk.connectString() + "/closed")) {
      closed.config().publish("mail/from", "ada@example.org");
      String[] get = {"config", "get", "mail/from", "--connect", zk.connectString() + "/closed"};
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      assertThat(Zkw.run(new PrintWriter(out), new PrintWriter(err, true), get)).isZero();
      closed.curator().create().forPath("/closed/zkwire/manifests/large", new byte[70_000]);
      assertThat(Zkw.run(new PrintWriter(out), new PrintWriter(err, true), get)).isEqualTo(3);
      assertThat(out.toString()).isEqualTo("ada@example.org\n");
    }
  }

  @Test
  void importsWhatItExports(@TempDir Path dir) throws Exception {
    zk.config().publish("imports/a", "1");
    Path file = dir.resolve("export.json");
    zkw("config", "export", "imports", "-o", file.toString());
    zk.config().publish("imports/a", "2");
    Result dry = zkw("config", "import", file.toString(), "--dry-run", "--json");
    assertThat(dry.json().get(0).path("change").asText()).isEqualTo("CHANGE");
    assertThat(zk.config().read("imports/a", String.class)).contains("2");
    assertThat(zkw("config", "import", file.toString()).code()).isZero();
    assertThat(zk.config().read("imports/a", String.class)).contains("1");
  }

  /** Regression: what was neither a text nor base64 was published as an empty value. */
  @Test
  void importsNothingOfAFileThatIsNoExport(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("export.json");
    for (String keys : List.of("{\"imports/x\":5}", "{\"imports/x\":{\"base64\":\"?\"}}", "[]")) {
      Files.writeString(file, "{\"zkwire\":1,\"keys\":" + keys + "}");
      Result refused = zkw("config", "import", file.toString());
      assertThat(refused.code()).isEqualTo(3);
      assertThat(refused.err()).startsWith("[ZK-CONSOLE-22]").contains("no export");
    }
    Files.writeString(file, "{\"keys\":{\"imports/x\":\"5\"}}");
    assertThat(zkw("config", "import", file.toString()).code()).isEqualTo(3);
    assertThat(zk.config().read("imports/x", String.class)).isEmpty();
  }

  @Test
  void watchesAKeyUntilItHasSeenAChange() throws Exception {
    zk.config().publish("watched/key", "1");
    Thread watching =
        new Thread(() -> last = zkw("config", "watch", "watched/key", "--changes", "1", "--json"));
    watching.start();
    await()
        .until(
            () -> {
              zk.config().publish("watched/key", "2");
              return last != null;
            });
    watching.join();
    // The value before it, if that was printed in time, and the one after.
    assertThat(last.out().lines().map(ZkwConfigTest::value)).hasSize(2).last().isEqualTo("2");
    assertThat(last.code()).isZero();
  }

  private static volatile Result last;

  private static String value(String line) {
    try {
      return JSON.readTree(line).path("value").asText();
    } catch (Exception e) {
      throw new AssertionError(line, e);
    }
  }
}
