package io.zkwire.console.web;

import static io.zkwire.console.web.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.console.model.Model;
import io.zkwire.runtime.ZkWire;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The console as a servlet of an application that has pages and people of its own. */
class EmbeddedTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static ZkWire zk;
  private static Server server;
  private static ConsoleServlet own;
  private static String url;

  /** A page of the application. */
  private static final class Shop extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getOutputStream().write("the shop".getBytes(StandardCharsets.UTF_8));
    }
  }

  @BeforeAll
  static void start() throws Exception {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(40)); // a busy machine
    zk = ZkWire.builder().embedded().start();
    ConsoleOptions known =
        ConsoleOptions.defaults()
            .identities(
                request -> {
                  String name = request.getHeader("X-Known-To-The-Shop");
                  return name == null
                      ? null
                      : new Identity(name, name.equals("otto") ? Role.OPERATOR : Role.VIEWER);
                });
    server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler application = new ServletContextHandler("/shop");
    application.addServlet(new ServletHolder(new Shop()), "/");
    application.addServlet(new ServletHolder(new ConsoleServlet(zk, known)), "/zkwire/*");
    own = new ConsoleServlet(zk, ConsoleOptions.defaults());
    application.addServlet(new ServletHolder(own), "/own/*");
    server.setHandler(application);
    server.start();
    url = "http://127.0.0.1:" + connector.getLocalPort() + "/shop/";
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
    await().until(() -> threads().stream().noneMatch(name -> name.startsWith("zkwire-console")));
    assertThat(zk.config().read("embedded/key", String.class)).contains("2"); // it is ours still
    zk.close();
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .collect(java.util.stream.Collectors.toSet());
  }

  private static HttpRequest.Builder request(String path, String name) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
    return name.isEmpty() ? request : request.header("X-Known-To-The-Shop", name);
  }

  private static HttpResponse<String> get(String path, String name) throws Exception {
    return CLIENT.send(request(path, name).build(), BodyHandlers.ofString());
  }

  @Test
  void standsBesideThePagesOfTheApplication() throws Exception {
    assertThat(get("", "").body()).isEqualTo("the shop");
    HttpResponse<String> begin = get("zkwire", "vera");
    assertThat(begin.statusCode()).isEqualTo(302);
    assertThat(begin.headers().firstValue("Location").orElse("")).endsWith("/shop/zkwire/");
    assertThat(get("zkwire/", "").body()).contains("zkwire console");
    assertThat(get("zkwire/app.js", "").statusCode()).isEqualTo(200);
    assertThat(get("zkwire/console.css", "").headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/css");
  }

  @Test
  void takesThePeopleOfTheApplication() throws Exception {
    assertThat(get("zkwire/api/config", "").statusCode()).isEqualTo(401);
    assertThat(get("zkwire/api/config", "vera").statusCode()).isEqualTo(200);
    assertThat(get("zkwire/api/audit", "vera").statusCode()).isEqualTo(403);
    assertThat(get("zkwire/api/accounts", "otto").statusCode()).isEqualTo(403);
    String code = json(get("zkwire/api/session", "otto")).path("csrf").asText();
    HttpResponse<String> published = publish("otto", code, "0");
    assertThat(published.statusCode()).isEqualTo(200);
    String version = json(published).path("version").asText();
    assertThat(publish("otto", "forged", version).statusCode()).isEqualTo(403);
    assertThat(publish("vera", code, version).statusCode()).isEqualTo(403);
    assertThat(publish("otto", code, version).statusCode()).isEqualTo(200);
    assertThat(zk.config().history("embedded/key").get(0).author()).isEqualTo("otto");
  }

  private static HttpResponse<String> publish(String name, String code, String expected)
      throws Exception {
    String value = expected.equals("0") ? "1" : "2";
    String body =
        "{\"key\":\"embedded/key\",\"value\":\"" + value + "\",\"expected\":\"" + expected + "\"}";
    HttpRequest write =
        request("zkwire/api/config/key", name)
            .header("Content-Type", "application/json")
            .header("X-Zkwire-Csrf", code)
            .PUT(BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(write, BodyHandlers.ofString());
  }

  @Test
  void tellsOfChangesThroughTheContainer() throws Exception {
    HttpRequest events = request("zkwire/api/events", "vera").build();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                CLIENT.send(events, BodyHandlers.ofInputStream()).body(),
                StandardCharsets.UTF_8))) {
      awaitLine(lines, "event: hello");
      zk.config().publish("embedded/seen", "1");
      awaitLine(lines, "\"config\"");
    }
  }

  private static void awaitLine(BufferedReader lines, String wanted) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.contains(wanted)) {
      line = lines.readLine();
    }
    assertThat(line).contains(wanted);
  }

  @Test
  void keepsItsCookieOnItsOwnPath() throws Exception {
    HttpRequest nobody =
        request("own/api/session", "")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"token\":\"guess\"}"))
            .build();
    assertThat(CLIENT.send(nobody, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    HttpRequest first =
        request("own/api/session", "")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"token\":\"" + own.firstToken() + "\"}"))
            .build();
    HttpResponse<String> in = CLIENT.send(first, BodyHandlers.ofString());
    assertThat(in.statusCode()).isEqualTo(200);
    assertThat(in.headers().firstValue("Set-Cookie").orElse(""))
        .contains("; Path=/shop/own; HttpOnly");
  }

  /** As the server of its own does: what would travel in clear text is refused. */
  @Test
  void answersBeyondLoopbackByTlsAlone() {
    ConsoleOptions named = ConsoleOptions.defaults().hosts(Set.of("ops.example.org"));
    assertThat(refused(named, "10.0.0.5", false)).contains("clear text");
    assertThat(refused(named, "10.0.0.5", true)).isEmpty();
    assertThat(refused(named, "127.0.0.1", false)).isEmpty();
    assertThat(refused(named.secure(true), "10.0.0.5", false)).isEmpty();
  }

  private static String refused(ConsoleOptions options, String local, boolean tls) {
    HttpServletRequest request =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                EmbeddedTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getHeader" -> "ops.example.org";
                      case "getLocalAddr" -> local;
                      case "isSecure" -> tls;
                      case "getRemoteAddr" -> "10.0.0.9";
                      default -> throw new AssertionError(method);
                    });
    try {
      new Gate(options, new People(Model.once(zk), options, new Accounts(null))).admit(request);
      return "";
    } catch (Failure e) {
      return e.getMessage();
    }
  }
}
