package io.zkwire.console.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.runtime.ZkWire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How far tasks are, to somebody who goes on to look. */
class TasksTest {

  private static ZkWire zk;
  private static Model model;

  @BeforeAll
  static void start() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(40)); // a busy machine
    zk = ZkWire.builder().embedded().start();
    model = Model.live(zk);
  }

  @AfterAll
  static void stop() {
    model.close();
    zk.close();
  }

  private static Tasks.Row told(String task, long elapsed, long done, String message)
      throws Exception {
    String json =
        String.format(
            "{\"state\":\"RUNNING\",\"total\":4000,\"done\":%d,\"elapsed\":%d,\"message\":\"%s\"}",
            done, elapsed, message);
    zk.curator()
        .create()
        .orSetData()
        .creatingParentsIfNeeded()
        .forPath("/progress/" + task + "/a", json.getBytes(StandardCharsets.UTF_8));
    await().until(() -> exists(task) && row(task).message().equals(message));
    return row(task);
  }

  private static boolean exists(String task) {
    return model.tasks().stream().anyMatch(each -> each.task().equals(task));
  }

  private static Tasks.Row row(String task) {
    return Tasks.named(model.tasks(), task).workers().get(0);
  }

  /** Regression: it was 0, and no time was left, whenever only the message had changed. */
  @Test
  void theRateIsThatOfTheLastSecondsAndDoesNotJump() throws Exception {
    assertThat(told("import", 10_000, 1_000, "first").rate()).isEqualTo(100);
    Tasks.Row same = told("import", 10_001, 1_000, "only the message");
    assertThat(same.rate()).isEqualTo(100);
    assertThat(same.secondsLeft()).isEqualTo(30);
    assertThat(told("import", 11_000, 1_010, "a moment later").rate()).isEqualTo(100);
    assertThat(told("import", 15_000, 2_000, "quicker").rate()).isEqualTo(200);
    assertThat(told("import", 20_000, 2_000, "it stands").rate()).isZero();
    assertThat(row("import").secondsLeft()).isEqualTo(-1);
    assertThat(told("import", 4_000, 200, "begun again").rate()).isEqualTo(50);
  }

  @Test
  void whoRunsNoLongerAndHasLeftNoResultHasDied() throws Exception {
    told("backup", 1_000, 30, "at work");
    zk.curator().delete().forPath("/progress/backup/a");
    await().until(() -> row("backup").state().equals("DIED"));
    assertThat(Tasks.named(model.tasks(), "backup").died()).isEqualTo(1);
    assertThat(row("backup").done()).isEqualTo(30);
    told("backup", 2_000, 60, "taken up again");
    assertThat(row("backup").state()).isEqualTo("RUNNING");
  }
}
