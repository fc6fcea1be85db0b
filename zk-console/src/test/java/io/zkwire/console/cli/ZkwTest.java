package io.zkwire.console.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.runtime.ZkWire;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;
import org.junit.jupiter.api.Test;

/** What {@code zkw} does beside configuration. */
class ZkwTest extends AtTheCommandLine {

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
    park(queue, "one", "two");
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
