package io.zkwire.console.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.console.web.Accounts;
import io.zkwire.console.web.ConsoleOptions;
import io.zkwire.console.web.ConsoleServer;
import io.zkwire.console.web.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each page shows what it is there for, and what changes while it is open. */
class PageContentsTest extends ConsolePages {

  @Test
  void theOverviewTellsWhatIsUnwellFirstThenTheEnsembleAndTheSessions() throws Exception {
    settled("overview");
    ada.sees("Needs attention", "Ensemble", "standalone", "Sessions", "Groups", "shops");
    ada.sees("connections in all", "Session");
    String text = ada.text();
    assertThat(text.indexOf("Needs attention")).isLessThan(text.indexOf("Ensemble"));
    node(
        "/members/ward/patient",
        "{\"id\":\"patient\",\"health\":\"UNHEALTHY\",\"status\":\"ONLINE\"}");
    ada.sees("1 of 1 unhealthy in ward");
    List<?> levels =
        (List<?>)
            ada.script(
                "return [...document.querySelectorAll('.attention .status')]"
                    + ".map(s => s.innerText.replace(/\\W/g, ''))");
    assertThat(levels.stream().map(String::valueOf).toList())
        .startsWith("error")
        .isSortedAccordingTo(
            java.util.Comparator.comparing(List.of("error", "warning", "note")::indexOf));
    zk.curator().delete().forPath("/members/ward/patient");
    zk.curator().delete().forPath("/members/ward");
    await().until(() -> !ada.text().contains("unhealthy in ward"));
    ada.press("Run all checks");
    ada.sees("access", "watches", "sizes", "versions", "clock", "layout");
    ada.page("overview/sessions");
    ada.sees(" (" + ProcessHandle.current().pid() + ")");
  }

  @Test
  void aKeyTellsItsTypeItsDefaultWhatItIsForAndWhoHasLoadedIt() throws Exception {
    settled("config/shop/refresh");
    ada.sees(
        "Duration",
        "Duration.ofMinutes(5)",
        "How often prices are fetched.",
        "Shop.refresh",
        "Publish");
    settled("config/shop/mode");
    ada.sees("Mode");
    assertThat(ada.all(".side-detail select option").size()).isEqualTo(3);
    assertThat(ada.script("return document.querySelector('.side-detail select').value"))
        .isEqualTo("OPEN");

    zk.config().publish("fleet/key", "1");
    String old =
        Long.toHexString(zk.curator().checkExists().forPath("/config/fleet/key").getMzxid());
    zk.config().publish("fleet/key", "2");
    String now =
        Long.toHexString(zk.curator().checkExists().forPath("/config/fleet/key").getMzxid());
    for (int i = 0; i < 40; i++) {
      String loaded = "{\"/config/fleet/key\":\"" + (i < 3 ? old : now) + "\"}";
      node(
          "/zkwire/instances/fleet-" + i,
          "{\"host\":\"host-" + i + "\",\"pid\":7,\"versions\":" + loaded + "}");
    }
    settled("config/fleet/key");
    ada.sees("3 of 40 still on version " + old, "host-39 (7)", "behind", "current");
    ada.page("config");
    ada.type("input[type=search]", "fleet");
    ada.sees("3 of 40 behind");
    for (int i = 0; i < 40; i++) {
      zk.curator().delete().forPath("/zkwire/instances/fleet-" + i);
    }
  }

  @Test
  void anExportIsAFileWithoutTheSecrets() throws Exception {
    Path downloads = Files.createDirectory(dir.resolve("downloads"));
    ada.downloadsTo(downloads);
    settled("config");
    ada.press("Export");
    ada.isTold("exported", "1 secret left out");
    Path file = downloads.resolve("zkwire-config.json");
    await().until(() -> Files.exists(file));
    assertThat(Files.readString(file)).contains("\"shop/prices\"").doesNotContain("frotz");
  }

  @Test
  void membersAndThoseWhoStandInLineAreShown() throws Exception {
    settled("members/shops/shop-1");
    ada.sees("healthy", "online", "stock", "1.4.2", "Drain");
    settled("leaders/role/nightly-report");
    long first = Long.MAX_VALUE;
    for (String each : zk.curator().getChildren().forPath("/leaders/nightly-report")) {
      String path = "/leaders/nightly-report/" + each;
      first = Math.min(first, zk.curator().checkExists().forPath(path).getCzxid());
    }
    String token = Long.toHexString(first);
    ada.sees("leads", "waits", token, "(" + ProcessHandle.current().pid() + ")");
    settled("leaders/lock");
    ada.sees("stock", "1 of 1");
    settled("leaders/lock/stock");
    ada.sees("holds");
    settled("endpoints/web");
    ada.sees("static", "live", "zone <img", "10.0.0.1:80", "10.0.0.2:80");
  }

  @Test
  void progressHasBarsARateTheTimeThatIsLeftAndTellsWhoDied() throws Exception {
    node(
        "/progress/backup/disk-1",
        "{\"state\":\"RUNNING\",\"done\":30,\"total\":100,\"elapsed\":10000,\"host\":\"h\",\"pid\":7}");
    settled("progress");
    ada.sees("backup", "disk-1", "running", "30 %", "3/s", "23 s left", "h (7)");
    assertThat(
            ada.script(
                "return [...document.querySelectorAll('progress')]"
                    + ".some(bar => bar.value === 30 && bar.max === 100)"))
        .isEqualTo(true);
    zk.curator().delete().forPath("/progress/backup/disk-1");
    ada.sees("1 died or failed");
    settled("progress/backup");
    ada.sees("died");
    settled("overview");
    ada.sees("1 worker of backup died or failed");
  }

  @Test
  void answersArriveWhileOneLooks() throws Exception {
    persistent(
        "/commands/shops/cmd-slow-1",
        "{\"command\":\"count\",\"to\":[\"a\",\"b\"],\"ttl\":600000,\"arguments\":[5]}");
    settled("commands/shops/cmd-slow-1");
    ada.sees("0 of 2 done", "pending", "with 5");
    persistent("/commands/shops/cmd-slow-1/acks/a", "{\"state\":\"DONE\",\"result\":41}");
    ada.sees("1 of 2 done", "41");
    persistent(
        "/commands/shops/cmd-slow-1/acks/b", "{\"state\":\"FAILED\",\"error\":\"no shelf\"}");
    ada.sees("1 done, 1 failed of 2", "no shelf");
    ada.choose(1, "restock");
    assertThat(ada.all(".form-args input[inputmode=numeric]")).hasSize(1);
    settled("queues/mails");
    ada.sees("parked", "Try again", "1 try");
    settled("ids");
    ada.sees("order", "BLOCK");
    settled("audit");
    ada.sees("The youngest 2,000");
  }

  @Test
  void rawNodesAreReadOnlyUnlessThatIsEnabled() {
    Accounts accounts = new Accounts(dir.resolve("accounts"));
    assertThat(accounts.list()).containsEntry("ada", Role.ADMIN);
    ConsoleOptions options = ConsoleOptions.defaults().data(dir.resolve("accounts"));
    try (ConsoleServer plain =
            ConsoleServer.start(
                consoleZk, options, new ConsoleServer.Listen("127.0.0.1", 0, null, null));
        Chromium looking = new Chromium(plain).signIn("ada", PASSWORD)) {
      looking.page("tree/config/hostile");
      looking.sees("read-only", "<img src=x", "Version");
      assertThat(looking.all(".node textarea")).isEmpty();
      assertThat(looking.text()).doesNotContain("Write\n");
    }
  }
}
