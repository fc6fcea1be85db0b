package io.zkwire.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Lists that are long. */
class PageListsTest extends ConsolePages {

  @Test
  void aListOfThousandsDrawsWhatIsSeen() throws Exception {
    for (int from = 0; from < 3_000; from += 250) {
      var transaction = zk.config().transaction();
      for (int i = from; i < from + 250; i++) {
        transaction.publish(String.format("many/key-%04d", i), i);
      }
      transaction.commit();
    }
    settled("config");
    ada.type("input[type=search]", "many/");
    ada.sees("3,000 entries");
    assertThat(ada.all(".space .row").size()).isLessThan(60);
    ada.script("document.querySelector('.viewport').scrollTop = 1e9");
    ada.sees("many/key-2999");
    assertThat(ada.all(".space .row").size()).isLessThan(60);
    ada.script("document.querySelector('.viewport').scrollTop = 0");
    ada.sees("many/key-0000");
    ada.script("document.querySelector('.space .open').focus()");
    ada.all(".space .open").get(0).sendKeys(Keys.ARROW_DOWN);
    assertThat(ada.script("return document.activeElement.innerText")).isEqualTo("many/key-0001");
  }

  /** From the address bar to a value, and back, without a mouse. */
  @Test
  void aKeyboardIsEnough() {
    zk.config().publish("keyboard/a", "1");
    zk.config().publish("keyboard/b", "2");
    settled("config");
    ada.type("input[type=search]", "keyboard/");
    ada.sees("2 entries");
    ada.key(Keys.TAB);
    for (int i = 0; i < 30 && !focused().contains("keyboard/a"); i++) {
      ada.key(Keys.TAB);
    }
    ada.key(Keys.ARROW_DOWN);
    assertThat(focused()).contains("keyboard/b");
    ada.key(Keys.ENTER);
    ada.sees("Version", "keyboard/b");
    ada.press("Delete");
    ada.key(Keys.ESCAPE);
    assertThat(ada.all("dialog[open]")).isEmpty();
    assertThat(zk.config().read("keyboard/b", String.class)).contains("2");
    ada.script("document.activeElement.blur(); document.querySelector('.skip').focus()");
    ada.key(Keys.ENTER);
    assertThat(ada.script("return document.activeElement.id")).isEqualTo("main");
  }

  private static String focused() {
    String link =
        "return document.activeElement.matches('a') ? document.activeElement.innerText : ''";
    return String.valueOf(ada.script(link));
  }

  @Test
  void fiveThousandMembersAreReadableOnAPhone() throws Exception {
    zk.curator().create().creatingParentsIfNeeded().forPath("/members/many");
    many(id -> zk.curator().transactionOp().create().forPath("/members/many/" + id, member(id)));
    try {
      for (int width : List.of(400, 1440)) {
        ada.size(width, 860);
        settled("overview");
        settled("members/many");
        ada.sees("5,000 entries", "host-4000", "unhealthy");
        assertThat(ada.all(".space .row").size()).isLessThan(60);
        ada.script("document.querySelector('.viewport').scrollTop = 1e9");
        ada.sees("host-4999");
        assertThat(ada.all(".space .row").size()).isLessThan(60);
        ada.shot("many-members-" + width);
        assertThat(ada.scrollsSideways()).as(width + " px wide").isFalse();
        assertThat(ada.findings()).as(width + " px wide").isEmpty();
        ada.type("input[type=search]", "host-123");
        ada.sees("10 entries", "host-1239");
        ada.page("members/many/host-4321");
        ada.sees("host-4321.example.org");
        assertThat(ada.scrollsSideways()).as(width + " px wide, one member").isFalse();
      }
    } finally {
      ada.size(1440, 900);
      many(id -> zk.curator().transactionOp().delete().forPath("/members/many/" + id));
      zk.curator().delete().forPath("/members/many");
    }
  }

  /** What one thing has is a list of its own, as long as it may be. */
  @Test
  void theAnswersOfAllMembersAreAListThatDrawsWhatIsSeen() throws Exception {
    StringBuilder to = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      to.append(i == 0 ? "" : ",").append(String.format("\"host-%04d\"", i));
    }
    String command = "{\"command\":\"flush\",\"to\":[" + to + "],\"ttl\":600000}";
    zk.curator().create().forPath("/commands/shops/cmd-many-1", bytes(command));
    StringBuilder addresses = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      addresses.append(i == 0 ? "" : ",").append(String.format("10.7.%d.%d:80", i / 250, i % 250));
    }
    zk.curator().create().forPath("/services/wide", bytes(addresses.toString()));
    try {
      for (int width : List.of(1440, 400)) {
        ada.size(width, 860);
        settled("commands/shops/cmd-many-1");
        ada.sees("2,000 entries", "host-0000", "0 of 2000 done");
        assertThat(ada.all(".side-detail .space .row").size()).isLessThan(60);
        ada.script("document.querySelector('.side-detail .viewport').scrollTop = 1e9");
        ada.sees("host-1999");
        assertThat(ada.scrollsSideways()).as(width + " px wide").isFalse();
        assertThat(ada.findings()).as(width + " px wide").isEmpty();
        ada.shot("many-answers-" + width);
        settled("endpoints/wide");
        ada.sees("2,000 entries", "10.7.0.0:80");
        ada.script("document.querySelector('.side-detail .viewport').scrollTop = 1e9");
        ada.sees("10.7.7.249:80");
        assertThat(ada.scrollsSideways()).as(width + " px wide").isFalse();
        assertThat(ada.findings()).as(width + " px wide").isEmpty();
        ada.shot("many-endpoints-" + width);
      }
    } finally {
      ada.size(1440, 900);
      zk.curator().delete().forPath("/services/wide");
      zk.curator().delete().forPath("/commands/shops/cmd-many-1");
    }
  }

  private interface Making {
    CuratorOp of(String id) throws Exception;
  }

  private static void many(Making making) throws Exception {
    for (int from = 0; from < 5_000; from += 500) {
      List<CuratorOp> batch = new ArrayList<>();
      for (int i = from; i < from + 500; i++) {
        batch.add(making.of(String.format("host-%04d", i)));
      }
      zk.curator().transaction().forOperations(batch);
    }
  }

  private static byte[] member(String id) {
    String health = id.equals("host-4000") ? "UNHEALTHY" : "HEALTHY";
    return bytes(
        String.format(
            "{\"id\":\"%s\",\"host\":\"%s.example.org\",\"pid\":1,\"health\":\"%s\","
                + "\"status\":\"ONLINE\",\"version\":\"1.4\",\"state\":{\"stock\":7}}",
            id, id, health));
  }
}
