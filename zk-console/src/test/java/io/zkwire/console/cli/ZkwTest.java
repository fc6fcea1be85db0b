package io.zkwire.console.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zkwire.ConsumerOptions;
import io.zkwire.Registration;
import io.zkwire.console.demo.Shop;
import io.zkwire.runtime.ZkWire;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line against a server of its own, with the demonstration's classes. */
class ZkwTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static ZkWire zk;

  private record Result(int code, String out, String err) {
    JsonNode json() throws Exception {
      return JSON.readTree(out);
    }
  }

  @BeforeAll
  static void start() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(40)); // a busy machine
    zk = ZkWire.builder().embedded().property("shop", "shop-1").start();
    zk.create(Shop.class);
    await()
        .until(
            () ->
                !zk.curator().getChildren().forPath("/zkwire/manifests").isEmpty()
                    && new String(zk.curator().getData().forPath("/zkwire/instances/" + zk.id()))
                        .contains("versions"));
  }

  @AfterAll
  static void stop() {
    zk.close();
  }

  private static Result zkw(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(Arrays.asList(args));
    boolean offline = args.length > 0 && (args[0].equals("completion") || args[0].startsWith("-"));
    if (!offline) {
      all.addAll(List.of("--connect", zk.connectString(), "--as", "ada"));
    }
    int code =
        Zkw.run(new PrintWriter(out), new PrintWriter(err, true), all.toArray(String[]::new));
    return new Result(code, out.toString(), err.toString());
  }

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
    assertThat(last.out().lines().map(ZkwTest::value)).hasSize(2).last().isEqualTo("2");
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

  @Test
  void drainsAMemberAndBringsItBack() throws Exception {
    assertThat(zkw("members").out()).contains("shops");
    assertThat(zkw("drain", "shops", "shop-1").code()).isZero();
    await()
        .until(
            () ->
                zkw("members", "shops", "--json")
                    .json()
                    .get(0)
                    .path("status")
                    .asText()
                    .equals("DRAINED"));
    assertThat(zkw("online", "shops", "shop-1").code()).isZero();
    await()
        .until(
            () ->
                zkw("members", "shops", "--json")
                    .json()
                    .get(0)
                    .path("status")
                    .asText()
                    .equals("ONLINE"));
    assertThat(zkw("online", "shops", "shop-1", "--forget").code()).isZero();
    assertThat(zk.curator().getChildren().forPath("/operators/shops")).isEmpty();
    assertThat(zkw("drain", "shops").code()).isEqualTo(3);
  }

  @Test
  void asksALeaderToResignByAWishAndNeverDeletesItsNode() throws Exception {
    try (var other = ZkWire.connect(zk.connectString());
        var first = zk.leadership("resigning")) {
      await().until(first::held);
      try (var second = other.leadership("resigning")) {
        await().until(() -> zk.curator().getChildren().forPath("/leaders/resigning").size() == 2);
        Result wrong = zkw("leaders", "resign", "resigning", "--uuid", "somebody-else");
        assertThat(wrong.code()).isEqualTo(4);
        assertThat(zkw("leaders", "resign", "resigning").code()).isZero();
        await().until(second::held);
      }
    }
    assertThat(zkw("leaders", "resign", "nobody-there").code()).isEqualTo(1);
    assertThat(zkw("leaders", "--json").json().isArray()).isTrue();
  }

  @Test
  void showsLocksAndPermits() throws Exception {
    try (var lock = zk.locks().exclusive("shown").acquire()) {
      assertThat(lock.token()).isNotNull();
      JsonNode shown = zkw("locks", "--name", "shown", "--json").json();
      assertThat(shown.get(0).path("holders").asInt()).isEqualTo(1);
      assertThat(shown.get(0).path("candidates").get(0).path("pid").asLong())
          .isEqualTo(ProcessHandle.current().pid());
      assertThat(zkw("locks").out()).contains("shown");
    }
  }

  @Test
  void changesStaticEndpoints() throws Exception {
    assertThat(zkw("endpoints", "add", "app1", "192.168.0.1:8080").code()).isZero();
    assertThat(zkw("endpoints", "add", "app1", "192.168.0.1:8080").code()).isEqualTo(3);
    assertThat(zkw("endpoints", "change", "app1", "192.168.0.1:8080", "192.168.0.2:8080").code())
        .isZero();
    assertThat(zk.endpointStore().read("app1").addresses()).containsExactly("192.168.0.2:8080");
    assertThat(zkw("endpoints", "add", "app1", "nonsense").code()).isEqualTo(3);
    assertThat(zkw("endpoints", "remove", "app1", "10.0.0.1:1").code()).isEqualTo(1);
    assertThat(zkw("endpoints", "remove", "app1", "192.168.0.2:8080").code()).isZero();
    assertThat(zkw("endpoints", "--json").json().isArray()).isTrue();
  }

  @Test
  void sendsACommandAndWaitsForItsAnswers() throws Exception {
    assertThat(zkw("command", "known").out()).contains("greet");
    Result sent = zkw("command", "send", "shops", "greet", "Ada", "--wait", "--json");
    assertThat(sent.code()).as(sent.err()).isZero();
    JsonNode answer = sent.json().path("answers").get(0);
    assertThat(answer.path("state").asText()).isEqualTo("DONE");
    assertThat(answer.path("result").asText()).isEqualTo("\"Hello Ada\"");
    assertThat(zkw("command", "send", "shops", "greet").code()).isEqualTo(3);
    assertThat(zkw("command", "send", "shops", "restock", "many", "--wait").err())
        .contains("argument 1 of restock");
    assertThat(zkw("command", "--json").json().get(0).path("command").asText()).isEqualTo("greet");
  }

  @Test
  void retriesAndDropsParkedItems() throws Exception {
    var queue = zk.queue("broken", String.class);
    Registration consumer =
        queue.consume(
            ConsumerOptions.defaults().retries(0),
            (item, delivery) -> {
              throw new IllegalStateException("cannot do " + item);
            });
    queue.put("one");
    queue.put("two");
    await().until(() -> queue.parked().size() == 2);
    consumer.close();
    JsonNode parked = zkw("queues", "parked", "broken", "--json").json();
    assertThat(parked.get(0).path("error").asText()).contains("cannot do");
    assertThat(zkw("queues", "retry", "broken", parked.get(0).path("id").asText()).code()).isZero();
    assertThat(zkw("queues", "drop", "broken", parked.get(1).path("id").asText()).code()).isZero();
    assertThat(zkw("queues", "drop", "broken", "nobody").code()).isEqualTo(1);
    assertThat(zkw("queues").out()).contains("broken");
    assertThat(queue.state().items()).isEqualTo(1);
  }

  @Test
  void showsProgressIdsTheTreeAndTheAudit() throws Exception {
    try (var progress = zk.progress("import", "a")) {
      progress.total(10).reached(4).message("rows");
      await().until(() -> zkw("progress", "import").out().contains("4/10"));
      assertThat(zkw("progress", "--json").json().get(0).path("running").asInt()).isEqualTo(1);
    }
    zk.ids("order").nextLong();
    assertThat(zkw("ids").out()).contains("order").contains("BLOCK");
    assertThat(zkw("tree", "/ids", "--json").json().path("children").path("total").asInt())
        .isEqualTo(1);
    assertThat(zkw("tree", "/nowhere").code()).isEqualTo(1);
    zkw("endpoints", "add", "audited", "10.0.0.1:1");
    assertThat(zkw("audit").out()).contains("endpoints.add").contains("ada");
  }

  /** Append-only: a record can be neither written again nor taken away by who may do all else. */
  @Test
  void nobodyWritesAnAuditRecordAgain() throws Exception {
    zkw("endpoints", "add", "appended", "10.0.0.1:1");
    String day = "/audit/" + zk.curator().getChildren().forPath("/audit").get(0);
    String record = day + "/" + zk.curator().getChildren().forPath(day).get(0);
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> zk.curator().setData().forPath(record, new byte[0])))
        .isInstanceOf(KeeperException.NoAuthException.class);
  }

  @Test
  void looksForWhatWillHurt() {
    Result doctor = zkw("doctor");
    assertThat(doctor.out()).contains("ZK-ACCESS-02").contains("layout version 1");
    assertThat(doctor.code()).isEqualTo(1);
  }

  /** Each check with what it is for, in a part of the tree of its own. */
  @Test
  void tellsEachThingThatWillHurt() throws Exception {
    String sick = zk.connectString() + "/sick";
    try (ZkWire own = ZkWire.connect(sick)) {
      own.config().publish("large", "x".repeat(300_000));
      ACL mine = new ACL(ZooDefs.Perms.ALL, ZooDefs.Ids.ANYONE_ID_UNSAFE);
      ACL look = new ACL(ZooDefs.Perms.READ, ZooDefs.Ids.ANYONE_ID_UNSAFE);
      for (String version : List.of("0.1.0", "0.2.0")) {
        String member = "{\"id\":\"a\",\"zkwire\":\"" + version + "\",\"health\":\"HEALTHY\"}";
        zk.curator()
            .create()
            .creatingParentsIfNeeded()
            .withACL(List.of(mine))
            .forPath("/sick/members/mixed/" + version, member.getBytes(UTF_8));
      }
      zk.curator()
          .create()
          .creatingParentsIfNeeded()
          .forPath(
              "/sick/zkwire/instances/ill",
              "{\"problems\":[\"[ZK-X-1] it is ill\"]}".getBytes(UTF_8));
      zk.curator().create().withACL(List.of(look)).forPath("/sick/locks", new byte[0]);
      await()
          .untilAsserted(
              () ->
                  assertThat(doctor(sick))
                      .anyMatch(line -> line.matches("WARNING sizes .*/config/large has 300000 .*"))
                      .anyMatch(line -> line.matches("NOTE versions .*0.1.0=1, 0.2.0=1.*"))
                      .anyMatch(line -> line.matches("ERROR problems .*it is ill"))
                      .anyMatch(line -> line.matches("WARNING access .*/config, .*"))
                      .noneMatch(line -> line.matches("WARNING access .*/locks.*"))
                      .anyMatch(line -> line.matches("OK clock .* ms"))
                      .anyMatch(line -> line.startsWith("OK layout"))
                      .anyMatch(line -> line.matches("(OK|NOTE) watches .*")));
    }
  }

  private static List<String> doctor(String connect) throws Exception {
    StringWriter out = new StringWriter();
    String[] args = {"doctor", "--json", "--connect", connect};
    int code = Zkw.run(new PrintWriter(out), new PrintWriter(new StringWriter()), args);
    assertThat(code).isEqualTo(1);
    List<String> lines = new ArrayList<>();
    for (JsonNode each : JSON.readTree(out.toString())) {
      String[] words = {"level", "check", "message"};
      lines.add(
          String.join(" ", Arrays.stream(words).map(word -> each.path(word).asText()).toList()));
    }
    return lines;
  }

  @Test
  void hasExitCodesAndCompletion() {
    assertThat(zkw("--help").out()).contains("Exit codes:").contains("config");
    assertThat(zkw("completion").out()).contains("complete -F").contains("rollback");
    assertThat(zkw("config", "get").code()).isEqualTo(2);
    StringWriter err = new StringWriter();
    int code =
        Zkw.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true),
            "members",
            "--connect",
            "127.0.0.1:1",
            "--connect-timeout",
            "1");
    assertThat(code).isEqualTo(5);
    assertThat(err.toString()).startsWith("[ZK-SESSION-01]");
  }

  @Test
  void printsNothingThatSteersATerminal() {
    zk.config().publish("hostile", "\u001b[31mred\u202e");
    assertThat(zkw("config", "list").out()).contains("[31mred").doesNotContain("\u001b", "\u202e");
  }
}
