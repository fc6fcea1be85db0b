package io.zkwire.console.web;

import static io.zkwire.console.web.Browser.json;
import static org.awaitility.Awaitility.await;

import io.zkwire.console.demo.Shop;
import io.zkwire.runtime.ZkWire;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A console over HTTP, without a screen, with somebody of each role signed in. */
abstract class ConsoleOverHttp {

  static final String PASSWORD = "correct horse battery";
  static ZkWire zk;
  static ConsoleServer server;
  static Browser viewer;
  static Browser operator;
  static Browser admin;

  @BeforeAll
  static void start(@TempDir Path data) {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(40)); // a busy machine
    zk = ZkWire.builder().embedded().property("shop", "shop-1").start();
    zk.create(Shop.class);
    Accounts accounts = new Accounts(data);
    accounts.put("vera", Role.VIEWER, PASSWORD);
    accounts.put("otto", Role.OPERATOR, PASSWORD);
    accounts.put("ada", Role.ADMIN, PASSWORD);
    server = ConsoleServer.start(zk, ConsoleOptions.defaults().data(data), listen("127.0.0.1"));
    viewer = new Browser(server).signIn("vera", PASSWORD);
    operator = new Browser(server).signIn("otto", PASSWORD);
    admin = new Browser(server).signIn("ada", PASSWORD);
    await()
        .until(
            () -> json(viewer.get("/api/config/key?key=shop/open")).path("instances").size() == 1);
  }

  @AfterAll
  static void stop() {
    server.close();
    zk.close();
  }

  static ConsoleServer.Listen listen(String bind) {
    return new ConsoleServer.Listen(bind, 0, null, null);
  }

  static String version(Browser browser, String key) {
    return json(browser.get("/api/config/key?key=" + key)).path("version").asText();
  }

  static HttpResponse<String> set(Browser browser, String key, String value, String expected) {
    return browser.write(
        "PUT", "/api/config/key", Map.of("key", key, "value", value, "expected", expected));
  }
}
