package io.zkwire.console.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.console.web.ConsoleOptions;
import io.zkwire.console.web.ConsoleServer;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Every page in a browser, and what becomes of it when somebody or something goes away. */
@TestMethodOrder(
    MethodOrderer.OrderAnnotation.class) // pages first: sessions may end with the server
class PagesTest extends ConsolePages {

  private static final List<String> PAGES =
      List.of(
          "overview",
          "config",
          "config/shop/prices",
          "config/hostile",
          "members",
          "members/shops",
          "members/shops/shop-1",
          "leaders",
          "leaders/role/nightly-report",
          "leaders/lock/stock",
          "endpoints/web",
          "progress",
          "progress/import",
          "commands",
          "commands/shops/cmd-evil-1",
          "queues",
          "queues/mails",
          "ids",
          "tree/config/hostile",
          "audit",
          "accounts");

  @Test
  @Order(1)
  void eachPageIsAccessibleFitsAndRunsNothingThatANodeHolds() {
    eachPage("wide", 1440, 900);
    ada.theme("light");
    assertThat(ada.script("return window.hacked")).isNull();
    settled("tree/config/hostile");
    ada.sees("<img src=x onerror=");
    assertThat(ada.errors()).isEmpty();
  }

  @Test
  @Order(2)
  void eachPageIsAccessibleAndFitsOnAPhone() {
    eachPage("narrow", 400, 860);
    ada.size(1440, 900);
    ada.theme("light");
  }

  /** Names of nodes are text as well, and no page fails since somebody has chosen such a one. */
  @Test
  @Order(3)
  void eachPageShowsHostileNamesAsText() {
    String name = String.valueOf(ada.script("return encodeURIComponent(arguments[0])", NAME));
    for (String page :
        List.of(
            "overview",
            "config",
            "members",
            "members/" + name,
            "members/" + name + "/" + name,
            "leaders",
            "leaders/role/" + name,
            "leaders/lock",
            "leaders/lock/" + name,
            "endpoints",
            "progress",
            "progress/" + name,
            "commands",
            "queues",
            "ids",
            "tree/members/" + name,
            "audit")) {
      settled(page);
      ada.sees("<img src=x onerror=");
      assertThat(ada.text()).as(page).doesNotContain("cannot be shown");
      assertThat(ada.script("return window.hacked ?? null")).as(page).isNull();
    }
    for (String page : List.of("config/", "endpoints/", "queues/", "commands/" + name + "/cmd-")) {
      settled(page + name);
      assertThat(ada.script("return window.hacked ?? null")).as(page).isNull();
    }
    assertThat(ada.errors()).isEmpty();
  }

  private static void eachPage(String size, int width, int height) {
    ada.size(width, height);
    for (String page : PAGES) {
      settled(page);
      for (String theme : List.of("light", "dark")) {
        ada.theme(theme);
        ada.shot(size + "-" + theme + "-" + page.replace('/', '-'));
        assertThat(ada.findings()).as(size + " " + theme + " " + page).isEmpty();
      }
      assertThat(ada.scrollsSideways()).as(size + " " + page + " scrolls sideways").isFalse();
    }
  }

  @Test
  void twoBrowsersSeeEachOthersChanges() throws Exception {
    try (Chromium vera = new Chromium(server).signIn("vera", PASSWORD)) {
      vera.page("config/page/title");
      settled("config/page/title");
      ada.type(".side-detail .field textarea", "seen by both");
      ada.press("Publish");
      vera.sees("seen by both");
      assertThat(vera.all(".side-detail button.primary")).isEmpty();
      vera.page("members/shops/shop-1");
      vera.sees("healthy");
      assertThat(vera.text()).doesNotContain("Drain");
      assertThat(vera.all("nav a[data-page=audit]")).isEmpty();
      vera.page("config/shop/api-key");
      vera.sees("secret");
      assertThat((String) vera.script("return document.documentElement.outerHTML"))
          .doesNotContain("frotz");
    }
  }

  @Test
  void theFirstTokenLeadsToAnAccount() {
    try (ConsoleServer fresh =
            ConsoleServer.start(
                consoleZk,
                ConsoleOptions.defaults(),
                new ConsoleServer.Listen("127.0.0.1", 0, null, null));
        Chromium first = new Chromium(fresh)) {
      first.open("#token=" + fresh.firstToken());
      first.sees("Needs attention");
      first.page("accounts");
      first.type("input[autocomplete=off]", "grace");
      first.type("input[type=password]", PASSWORD);
      first.press("Save");
      first.sees("grace");
      first.press("Sign out");
      first.sees("Sign in");
      first.signIn("grace", PASSWORD).sees("Needs attention");
    }
  }

  /** Sessions of browsers are kept in memory only: a console that comes back asks who is there. */
  @Test
  void aConsoleThatWasStartedAgainAsksWhoIsThere() {
    ConsoleOptions options = ConsoleOptions.defaults().data(dir.resolve("accounts"));
    ConsoleServer console =
        ConsoleServer.start(
            consoleZk, options, new ConsoleServer.Listen("127.0.0.1", 0, null, null));
    int port = console.port();
    try (Chromium vera = new Chromium(console).signIn("vera", PASSWORD)) {
      vera.page("members/shops");
      vera.sees("shop-1");
      console.close();
      await().until(() -> vera.all(".connection").get(0).getText().contains("no connection"));
      console =
          ConsoleServer.start(
              consoleZk, options, new ConsoleServer.Listen("127.0.0.1", port, null, null));
      vera.sees("You are signed out.");
      vera.signIn("vera", PASSWORD).page("members/shops");
      vera.sees("shop-2");
      assertThat(vera.errors()).isEmpty();
    } finally {
      console.close();
    }
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void aServerThatIsGoneIsToldAndIsFollowedAgainWhenItIsBack() throws Exception {
    settled("config/page/other");
    zookeeper.stop();
    await().until(() -> ada.all(".connection").get(0).getText().contains("no connection"));
    zookeeper.start();
    await().until(() -> ada.all(".connection").get(0).getText().contains("live"));
    zk.config().publish("page/other", "after the server came back");
    ada.sees("after the server came back");
  }
}
