package io.zkwire.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.Progress;
import io.zkwire.ProgressBoard;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.data.Stat;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;
import org.junit.jupiter.api.Test;

/** Progress when connections, permissions and other processes are in its way. */
class ProgressFaultTest extends TwoClients {

  private static final Duration LONG = Duration.ofSeconds(25);

  private final Counting counts = new Counting();

  @Override
  void configure(ZkWireBuilder builder) {
    builder.metrics(counts);
  }

  private String read(ZkWire by, String path) throws Exception {
    return new String(by.curator().getData().forPath("/app" + path), StandardCharsets.UTF_8);
  }

  private Stat stat(String path) throws Exception {
    return two.curator().checkExists().forPath("/app" + path);
  }

  private static List<ACL> ofAnother() throws Exception {
    String digest = DigestAuthenticationProvider.generateDigest("another:secret");
    return List.of(new ACL(Perms.ALL, new Id("digest", digest)));
  }

  @Test
  void runsThatEndedOneAfterTheOtherWhileAwayAreAllToldAfterwards() throws Exception {
    one.progress("import", "a").total(1).advance(1).done();
    await().until(() -> stat("/progress-results/import/a") != null);
    server.stop();
    await().until(() -> one.state() != SessionState.CONNECTED);
    one.progress("import", "a").message("second").done();
    one.progress("import", "a").message("third").done();
    server.restart();
    await().atMost(LONG).until(() -> two.state() == SessionState.CONNECTED);
    one.progress("import", "a").message("fourth").done();
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(read(two, "/progress-results/import/a")).contains("fourth"));
  }

  @Test
  void workersThatMayNotBeReadAreLookedAtAgainOnceForAll() throws Exception {
    ProgressBoard board = two.progressBoard("import");
    one.curator().create().creatingParentsIfNeeded().forPath("/app/progress/import");
    for (String worker : List.of("x", "y", "z")) {
      one.curator().create().withACL(ofAnother()).forPath("/app/progress/import/" + worker);
    }
    server.stop(); // nobody is told of a node that he may not read: it is found by the next look
    await().until(() -> two.state() != SessionState.CONNECTED);
    server.restart();
    await().atMost(LONG).until(() -> !two.health().problems().isEmpty());
    await().until(() -> one.state() == SessionState.CONNECTED);
    long before = counts.requests();
    await().during(Duration.ofSeconds(17)).atMost(LONG).until(() -> counts.requests() > 0);
    assertThat(counts.requests() - before).isLessThan(40);
    assertThat(two.health().problems()).isNotEmpty();
    one.progress("import", "good").total(2).advance(1);
    await().until(() -> board.now().worker("good") != null);
  }

  @Test
  void theNodeOfAnotherProcessIsNeitherWrittenNorDeleted() throws Exception {
    Progress first = one.progress("import", "a").total(1_000).advance(1);
    await().until(() -> stat("/progress/import/a") != null);
    String path = "/app/progress/import/a";
    byte[] others = "{\"run\":\"another\",\"state\":\"RUNNING\"}".getBytes(StandardCharsets.UTF_8);
    CuratorOp delete = two.curator().transactionOp().delete().forPath(path);
    CuratorOp create =
        two.curator().transactionOp().create().withMode(CreateMode.EPHEMERAL).forPath(path, others);
    two.curator().transaction().forOperations(delete, create);
    long written = counts.of("zkwire.progress.written");
    await()
        .until(
            () -> {
              first.advance(1);
              return counts.of("zkwire.progress.written") > written + 2;
            });
    assertThat(read(two, "/progress/import/a")).contains("another");
    first.done();
    await().until(() -> stat("/progress-results/import/a") != null);
    assertThat(read(two, "/progress/import/a")).contains("another");
  }

  @Test
  void shortRunsOfOneNameAreWrittenOnceASecond() throws Exception {
    long begun = System.nanoTime();
    int last = 0;
    while (System.nanoTime() - begun < 3_000_000_000L) {
      last++;
      one.progress("import", "a").message("run " + last).done();
      Thread.onSpinWait();
    }
    String message = "\"run " + last + "\"";
    await().atMost(LONG).until(() -> read(two, "/progress-results/import/a").contains(message));
    long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    assertThat(counts.of("zkwire.progress.written")).isLessThanOrEqualTo(2 * (seconds + 2));
  }

  @Test
  void aBoardThatWasDeniedOnceWorksWhenItIsAllowed() throws Exception {
    one.curator().create().creatingParentsIfNeeded().forPath("/app/progress/import");
    server.stop();
    await().until(() -> two.state() != SessionState.CONNECTED);
    ProgressBoard kept = two.progressBoard("import");
    server.restart();
    await().atMost(LONG).until(() -> one.state() == SessionState.CONNECTED);
    assertThat(kept.now().workers()).isEmpty();
    one.curator()
        .setACL()
        .withACL(List.of(new ACL(Perms.ALL & ~Perms.READ, Ids.ANYONE_ID_UNSAFE)))
        .forPath("/app/progress/import");
    // A second one: its first look is denied while the first one is open.
    one.curator().create().creatingParentsIfNeeded().forPath("/app/progress/other");
    one.curator()
        .setACL()
        .withACL(List.of(new ACL(Perms.ALL & ~Perms.READ, Ids.ANYONE_ID_UNSAFE)))
        .forPath("/app/progress/other");
    server.stop();
    await().until(() -> two.state() != SessionState.CONNECTED);
    ProgressBoard other = two.progressBoard("other");
    server.restart();
    await().atMost(LONG).until(() -> !two.health().problems().isEmpty());
    for (String task : List.of("import", "other")) {
      one.curator().setACL().withACL(Ids.OPEN_ACL_UNSAFE).forPath("/app/progress/" + task);
    }
    await().atMost(LONG).until(() -> two.health().problems().isEmpty());
    two.progressBoard("other").close();
    other.close();
    kept.close();
  }

  @Test
  void aCallWhoseWorkerHasTheLongestNameIsNotRefused() {
    String longest = "w".repeat(128);
    Progress first = one.progress("import", longest);
    Progress second = one.progress("import", longest);
    assertThat(second.worker()).hasSizeLessThanOrEqualTo(128).isNotEqualTo(longest).endsWith(".2");
    first.done();
    second.done();
  }
}
