package io.zkwire.samples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances of the shop, a ZooKeeper and its shell, each a process: what the shell changes
 * shows in the answers by HTTP.
 */
class SpringShopTest {

  private static final Duration LONG = Duration.ofSeconds(90);

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private static Path directory;

  @BeforeAll
  static void patience() {
    org.awaitility.Awaitility.setDefaultTimeout(LONG);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Program zooKeeper(int port) throws IOException {
    Path config = directory.resolve("zoo.cfg");
    Files.writeString(
        config,
        """
        tickTime=500
        dataDir=%s
        clientPort=%d
        clientPortAddress=127.0.0.1
        admin.enableServer=false
        """
            .formatted(directory.resolve("data"), port));
    return Program.start(
        directory,
        "zookeeper",
        "org.apache.zookeeper.server.ZooKeeperServerMain",
        config.toString());
  }

  private static Program shop(String name, int zooKeeper, int port) throws IOException {
    return Program.start(
        directory,
        name,
        ShopApplication.class.getName(),
        "--zkwire.connect=127.0.0.1:" + zooKeeper + "/acme",
        "--zkwire.placeholders[shop.instance]=" + name,
        "--server.port=" + port);
  }

  /** Types commands into ZooKeeper's own shell. */
  private static void shell(int zooKeeper, String... commands) throws Exception {
    try (Program shell =
        Program.start(
            directory,
            "shell",
            "org.apache.zookeeper.ZooKeeperMain",
            "-waitforconnection",
            "-server",
            "127.0.0.1:" + zooKeeper)) {
      for (String command : commands) {
        shell.type(command);
      }
      shell.type("quit");
      shell.finish();
    }
  }

  private String ask(int port, String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    return response.body();
  }

  private int stockTakings(int port) throws Exception {
    return number(ask(port, "GET", "/"), "stockTakings");
  }

  private static int number(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":(\\d+)").matcher(json);
    assertThat(found.find()).as(json).isTrue();
    return Integer.parseInt(found.group(1));
  }

  @Test
  void whatTheShellChangesShowsInBothShopsAndOneTakesTheStockUntilItIsStopped() throws Exception {
    int zk = freePort();
    int one = freePort();
    int two = freePort();
    try (Program server = zooKeeper(zk)) {
      shell(
          zk,
          "create /acme",
          "create /acme/config",
          "create /acme/config/shop",
          "create /acme/config/shop/town Ulm");
      try (Program first = shop("first", zk, one);
          Program second = shop("second", zk, two)) {
        String ports = "\"ports\":[" + Math.min(one, two) + "," + Math.max(one, two) + "]";
        for (int port : new int[] {one, two}) {
          await()
              .ignoreExceptions()
              .untilAsserted(
                  () ->
                      assertThat(ask(port, "GET", "/"))
                          .contains(
                              "\"town\":\"Ulm\"",
                              "\"percent\":0",
                              "\"members\":[\"first\",\"second\"]",
                              ports));
          assertThat(ask(port, "GET", "/actuator/health")).contains("\"state\":\"CONNECTED\"");
        }

        shell(zk, "create /acme/config/shop/rebate '{\"percent\":15,\"reason\":\"spring\"}'");
        for (int port : new int[] {one, two}) {
          await()
              .untilAsserted(
                  () ->
                      assertThat(ask(port, "GET", "/"))
                          .contains("\"percent\":15", "\"reason\":\"spring\""));
        }

        await().until(() -> stockTakings(one) + stockTakings(two) > 2);
        boolean firstLeads = stockTakings(one) > 0;
        Program leader = firstLeads ? first : second;
        int leading = firstLeads ? one : two;
        int following = firstLeads ? two : one;
        int before = stockTakings(leading);
        await().until(() -> stockTakings(leading) > before + 3);
        assertThat(stockTakings(following)).isZero();

        int order = number(ask(one, "POST", "/orders"), "order");
        assertThat(number(ask(two, "POST", "/orders"), "order")).isNotEqualTo(order);

        assertThat(ask(one, "POST", "/restock?pieces=5"))
            .isEqualTo("{\"first\":\"DONE\",\"second\":\"DONE\"}");
        assertThat(number(ask(two, "GET", "/"), "stock")).isEqualTo(14);

        leader.stop();
        await().until(() -> stockTakings(following) > 2);
        String left = firstLeads ? "second" : "first";
        await()
            .untilAsserted(
                () ->
                    assertThat(ask(following, "GET", "/"))
                        .contains(
                            "\"members\":[\"" + left + "\"]", "\"ports\":[" + following + "]"));
        await().until(() -> !leader.runs());
        assertThat(ask(following, "GET", "/actuator/zkwire"))
            .contains("\"name\":\"stock-taking\",\"held\":true");
      }
      assertThat(server.runs()).isTrue();
    }
  }
}
