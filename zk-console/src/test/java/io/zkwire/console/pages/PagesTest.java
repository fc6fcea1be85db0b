package io.zkwire.console.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.ConsumerOptions;
import io.zkwire.EndpointOffer;
import io.zkwire.Leadership;
import io.zkwire.console.demo.Shop;
import io.zkwire.console.web.Accounts;
import io.zkwire.console.web.ConsoleOptions;
import io.zkwire.console.web.ConsoleServer;
import io.zkwire.console.web.Role;
import io.zkwire.runtime.ZkWire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.zookeeper.CreateMode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Every page in a browser, with hostile data in every kind of node. */
@Tag("browser")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // pages first: sessions may end with the server
class PagesTest {

  private static final String PASSWORD = "correct horse battery";
  private static final String XSS =
      "<img src=x onerror=\"window.hacked=1\"><script>hacked=1</script>";
  private static final List<String> PAGES =
      List.of(
          "overview",
          "config",
          "config/shop/prices",
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
          "queues/mails",
          "ids",
          "tree/config/hostile",
          "audit",
          "accounts");

  @TempDir static Path dir;
  private static TestServer zookeeper;
  private static ZkWire zk;
  private static ZkWire consoleZk;
  private static Leadership leadership;
  private static ZkWire other;
  private static ConsoleServer server;
  private static Chromium ada;

  @BeforeAll
  static void start() throws Exception {
    Awaitility.setDefaultTimeout(Duration.ofMinutes(1)); // a browser on a busy machine
    zookeeper = new TestServer(dir.resolve("zk"));
    zk = connect("shop-1");
    other = connect("shop-2");
    zk.create(Shop.class);
    other.create(Shop.class);
    fill();
    consoleZk = connect("console");
    Accounts accounts = new Accounts(dir.resolve("accounts"));
    accounts.put("ada", Role.ADMIN, PASSWORD);
    accounts.put("vera", Role.VIEWER, PASSWORD);
    server =
        ConsoleServer.start(
            consoleZk,
            ConsoleOptions.defaults().data(dir.resolve("accounts")).treeWrites(true),
            new ConsoleServer.Listen("127.0.0.1", 0, null, null));
    ada = new Chromium(server).signIn("ada", PASSWORD);
  }

  private static ZkWire connect(String shop) {
    return ZkWire.builder()
        .connect(zookeeper.connectString())
        .sessionTimeout(Duration.ofSeconds(6))
        .property("shop", shop)
        .start();
  }

  private static void fill() throws Exception {
    zk.config().publish("shop/prices", new Shop.Prices(5, "EUR", List.of(10, 50)));
    zk.config().publish("shop/prices", new Shop.Prices(7, "EUR", List.of(10, 50, 250)));
    zk.config().publish("shop/api-key", "frotz");
    zk.config().publish("hostile", "a");
    zk.config().publish("hostile", XSS);
    leadership = zk.leadership("nightly-report");
    other.leadership("nightly-report");
    zk.locks().exclusive("stock").acquire();
    zk.endpointStore().add("web", "10.0.0.1:80");
    zk.registrations().register("web", EndpointOffer.at("10.0.0.2", 80).withZone(XSS));
    zk.progress("import", "a").total(100).reached(42).message(XSS);
    zk.ids("order").nextLong();
    var mails = zk.queue("mails", String.class);
    var consumer =
        mails.consume(
            ConsumerOptions.defaults().retries(0),
            (mail, delivery) -> {
              throw new IllegalArgumentException(XSS);
            });
    mails.put(XSS);
    mails.put("two");
    await().until(() -> mails.parked().size() == 2);
    consumer.close();
    String json = "{\"id\":\"evil\",\"host\":" + quoted() + ",\"health\":" + quoted();
    node(
        "/members/shops/evil",
        json + ",\"status\":" + quoted() + ",\"state\":{\"x\":" + quoted() + "}}");
    node("/leaders/nightly-report/_c_evil-latch-9999999998", json + "}");
    node("/services/web/evil", "{\"address\":" + quoted() + ",\"port\":1}");
    node("/progress/import/evil", "{\"state\":\"RUNNING\",\"message\":" + quoted() + "}");
    zk.curator()
        .create()
        .creatingParentsIfNeeded()
        .forPath(
            "/commands/shops/cmd-evil-1",
            ("{\"command\":" + quoted() + ",\"to\":[" + quoted() + "],\"ttl\":1000}")
                .getBytes(StandardCharsets.UTF_8));
    node("/zkwire/instances/evil", "{\"host\":" + quoted() + ",\"problems\":[" + quoted() + "]}");
    zk.curator()
        .create()
        .creatingParentsIfNeeded()
        .forPath("/ids/evil", XSS.getBytes(StandardCharsets.UTF_8));
  }

  private static String quoted() {
    return "\"" + XSS.replace("\"", "\\\"") + "\"";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void node(String path, String data) throws Exception {
    zk.curator()
        .create()
        .creatingParentsIfNeeded()
        .withMode(CreateMode.EPHEMERAL)
        .forPath(path, data.getBytes(StandardCharsets.UTF_8));
  }

  @AfterAll
  static void stop() {
    ada.close();
    server.close();
    consoleZk.close();
    other.close();
    zk.close();
    zookeeper.close();
  }

  private static void settled(String page) {
    ada.page(page);
    await()
        .until(
            () ->
                (Boolean)
                    ada.script(
                        "return document.querySelector('main h1') !== null"
                            + " && !document.querySelector('main').innerText.includes('Loading')"
                            + " && document.querySelectorAll('.row:not(.head), tbody tr, .empty, li, .card').length > 0"));
  }

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
  void aValueIsCheckedPublishedAndKeptFromCollision() {
    settled("config/shop/refresh");
    ada.type(".side-detail .field input", "soon");
    ada.sees("It does not fit");
    ada.type(".side-detail .field input", "30s");
    ada.sees("What changes");
    ada.press("Publish");
    await().until(() -> zk.config().read("shop/refresh", Duration.class).isPresent());
    ada.sees("Version", "ada");

    ada.type(".side-detail .field input", "40s");
    zk.config().publish("shop/refresh", "35s");
    ada.sees("Somebody else has published");
    zk.config().publish("shop/refresh", "36s");
    await().until(() -> ada.text().contains("36s"));
    ada.press("Publish");
    // The page has taken over the version of the other's change only where nothing was typed.
    ada.sees("Somebody else has changed it");
    assertThat(zk.config().read("shop/refresh", Duration.class)).contains(Duration.ofSeconds(36));
    ada.press("Publish mine all the same");
    await()
        .until(
            () ->
                zk.config()
                    .read("shop/refresh", Duration.class)
                    .equals(java.util.Optional.of(Duration.ofSeconds(40))));
    ada.sees("40s");
  }

  /** Each write but those of values, which show it in their own editor. */
  @Test
  void aConflictShowsTheOthersChangeAndWritesNothing() throws Exception {
    zk.endpointStore().add("mail", "10.0.1.1:25");
    settled("endpoints/mail");
    ada.sees("10.0.1.1:25");
    ada.press("Add an address", 2);
    ada.type("dialog input[placeholder]", "10.0.1.3:25");
    zk.endpointStore().add("mail", "10.0.1.2:25");
    ada.pressInDialog("Add");
    ada.seesInDialog("Somebody else has changed mail", "+10.0.1.2:25");
    ada.shot("conflict-endpoints");
    assertThat(ada.findings()).isEmpty();
    assertThat(zk.endpointStore().read("mail").addresses()).doesNotContain("10.0.1.3:25");
    ada.pressInDialog("Do mine all the same");
    await().until(() -> zk.endpointStore().read("mail").addresses().size() == 3);

    settled("members/shops");
    ada.press("Drain all");
    await().until(() -> !ada.all("dialog[open]").isEmpty());
    String wish = "/operators/shops";
    zk.curator().create().orSetData().creatingParentsIfNeeded().forPath(wish, bytes("ONLINE"));
    ada.pressInDialog("Drain all");
    ada.seesInDialog("Somebody else wants something of all", "-nothing", "+online");
    ada.pressInDialog("Cancel");
    assertThat(zk.curator().getData().forPath(wish)).isEqualTo(bytes("ONLINE"));
    zk.curator().setData().forPath(wish, new byte[0]);

    zk.config().publish("raw/node", "first");
    settled("tree/config/raw/node");
    ada.type(".node textarea", "mine");
    zk.config().publish("raw/node", "theirs");
    ada.press("Write");
    ada.seesInDialog("Somebody else has changed /config/raw/node", "-first", "+theirs");
    ada.pressInDialog("Cancel");
    assertThat(zk.config().read("raw/node", String.class)).contains("theirs");
    ada.press("Write");
    ada.pressInDialog("Do mine all the same");
    await().until(() -> zk.config().read("raw/node", String.class).get().equals("mine"));

    zk.config().publish("raw/other", "one");
    settled("config/raw/other");
    ada.press("Delete");
    await().until(() -> !ada.all("dialog[open]").isEmpty());
    zk.config().publish("raw/other", "two");
    ada.pressInDialog("Delete");
    ada.seesInDialog("Somebody else has changed raw/other", "-one", "+two");
    ada.pressInDialog("Cancel");
    assertThat(zk.config().read("raw/other", String.class)).contains("two");
  }

  @Test
  void operatorsDoWhatThePagesOffer() throws Exception {
    settled("members/shops/shop-2");
    ada.press("Drain");
    ada.sees("drained");
    ada.press("Bring on line");
    ada.sees("online");
    settled("leaders/role/nightly-report");
    await().until(leadership::held);
    ada.press("Ask to resign");
    ada.pressInDialog("Ask to resign");
    await().atMost(Duration.ofSeconds(30)).until(() -> !leadership.held());
    assertThat(zk.curator().checkExists().forPath("/wishes/resign/nightly-report")).isNull();

    settled("endpoints/web");
    ada.press("Add an address");
    ada.type("dialog input[placeholder]", "10.0.0.9:80");
    ada.pressInDialog("Add");
    await().until(() -> zk.endpointStore().read("web").addresses().contains("10.0.0.9:80"));
    ada.sees("10.0.0.9:80");

    settled("commands");
    ada.choose(1, "greet");
    ada.type(".form-args input", "Grace");
    ada.press("Send");
    ada.sees("Hello Grace");

    settled("queues/mails");
    ada.press("Drop");
    ada.pressInDialog("Drop");
    await().until(() -> zk.queue("mails", String.class).parked().size() == 1);
    settled("audit");
    ada.sees("queues.drop", "leaders.resign", "members.offline", "endpoints.add", "commands.send");
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
    ada.all(".space .open").get(0).sendKeys(org.openqa.selenium.Keys.ARROW_DOWN);
    assertThat(ada.script("return document.activeElement.innerText")).isEqualTo("many/key-0001");
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
}
