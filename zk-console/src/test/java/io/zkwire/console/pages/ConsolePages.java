package io.zkwire.console.pages;

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
import java.util.List;
import org.apache.zookeeper.CreateMode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A console that a browser looks at, with hostile data in every kind of node. */
@Tag("browser")
abstract class ConsolePages {

  static final String PASSWORD = "correct horse battery";
  static final String XSS = "<img src=x onerror=\"window.hacked=1\"><script>hacked=1</script>";

  /** Nodes may be called so. */
  static final String NAME = "<img src=x onerror=hacked=1>";

  @TempDir static Path dir;
  static TestServer zookeeper;
  static ZkWire zk;
  static ZkWire consoleZk;
  static Leadership leadership;
  static ZkWire other;
  static ConsoleServer server;
  static Chromium ada;

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

  static ZkWire connect(String shop) {
    return ZkWire.builder()
        .connect(zookeeper.connectString())
        .sessionTimeout(Duration.ofSeconds(20)) // a busy machine
        .property("shop", shop)
        .start();
  }

  static void fill() throws Exception {
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
    persistent(
        "/commands/shops/cmd-evil-1",
        "{\"command\":" + quoted() + ",\"to\":[" + quoted() + "],\"ttl\":1000}");
    node("/zkwire/instances/evil", "{\"host\":" + quoted() + ",\"problems\":[" + quoted() + "]}");
    persistent("/ids/evil", XSS);
    Hostile.everywhere(quoted(), NAME);
  }

  static void persistent(String path, String data) throws Exception {
    zk.curator().create().creatingParentsIfNeeded().forPath(path, bytes(data));
  }

  static String quoted() {
    return "\"" + XSS.replace("\"", "\\\"") + "\"";
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static void node(String path, String data) throws Exception {
    zk.curator()
        .create()
        .creatingParentsIfNeeded()
        .withMode(CreateMode.EPHEMERAL)
        .forPath(path, bytes(data));
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

  static void settled(String page) {
    ada.page(page);
    await()
        .until(
            () ->
                (Boolean)
                    ada.script(
                        "return document.querySelector('main h1') !== null &&"
                            + " !document.querySelector('main').innerText.includes('Loading') &&"
                            + " document.querySelectorAll('.row:not(.head), tbody tr, .empty, li,"
                            + " .card').length > 0"));
  }
}
