package io.zkwire.console.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar as a process of its own, against a server that is one, too. */
@Tag("long")
class ZkwProcessIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path JAR = Path.of("target", "zk-console.jar").toAbsolutePath();
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir static Path dir;
  private static int port;
  private static Process server;

  private record Result(int code, String out, String err) {
    JsonNode json() throws Exception {
      return JSON.readTree(out);
    }
  }

  @BeforeAll
  static void start() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    server =
        new ProcessBuilder(
                JAVA,
                "-Dzookeeper.admin.enableServer=false",
                "-Dzookeeper.4lw.commands.whitelist=srvr,mntr",
                "-cp",
                JAR.toString(),
                "org.apache.zookeeper.server.ZooKeeperServerMain",
                Integer.toString(port),
                Files.createDirectory(dir.resolve("data")).toString())
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("server.log").toFile())
            .start();
    await()
        .atMost(Duration.ofMinutes(4))
        .until(() -> zkw("config", "set", "greeting", "hello", "--as", "ada").code() == 0);
  }

  @AfterAll
  static void stop() {
    server.destroyForcibly().onExit().join();
  }

  private static Result zkw(String... args) throws Exception {
    return run("", "127.0.0.1:" + port, args);
  }

  private static Result run(String in, @Nullable String connect, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-jar"));
    command.add(JAR.toString());
    command.addAll(List.of(args));
    if (connect != null && !command.contains("--connect-timeout") && !args[0].startsWith("-")) {
      command.addAll(List.of("--connect-timeout", "60")); // a busy machine
    }
    Path out = Files.createTempFile(dir, "zkw", ".out");
    Path err = Files.createTempFile(dir, "zkw", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    if (connect != null) {
      builder.environment().put("ZKW_CONNECT", connect);
    }
    Process process = builder.start();
    try (var typed = process.getOutputStream()) {
      typed.write(in.getBytes(UTF_8));
    }
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(String.join(" ", args)).isTrue();
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Test
  void endsWithTheCodeThatTellsHowItWent() throws Exception {
    Result got = zkw("config", "get", "greeting");
    assertThat(got.code()).isZero();
    assertThat(got.out()).isEqualTo("hello" + System.lineSeparator());
    assertThat(got.err()).isEmpty();
    assertThat(zkw("--version").out()).startsWith("zkw ").doesNotContain("development");

    assertThat(zkw("config", "get", "nobody/set/it").code()).isEqualTo(1);
    assertThat(zkw("tree", "/nowhere").code()).isEqualTo(1);
    Result wrong = zkw("config", "get");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("Usage: zkw config get");
    Result refused = zkw("endpoints", "add", "web", "nonsense");
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).startsWith("[ZK-CONSOLE-22]");
    Result late = zkw("config", "set", "greeting", "hey", "--expect", "1");
    assertThat(late.code()).isEqualTo(4);
    assertThat(late.err()).startsWith("[ZK-CONSOLE-21]");
    assertThat(late.out()).isEmpty();
    Result gone = run("", "127.0.0.1:1", "members", "--connect-timeout", "1");
    assertThat(gone.code()).isEqualTo(5);
    assertThat(gone.err()).startsWith("[ZK-SESSION-01]");
    assertThat(gone.out()).isEmpty();
  }

  @Test
  void printsOneDocumentOfJsonForEachCommandThatLooks() throws Exception {
    Result added = zkw("endpoints", "add", "mail", "10.0.0.1:25", "--json");
    assertThat(added.json().path("changed").asBoolean()).isTrue();
    List<String> looking =
        List.of(
            "config list",
            "config get greeting",
            "config history greeting",
            "config export",
            "members",
            "leaders",
            "locks",
            "endpoints",
            "ids",
            "queues",
            "progress",
            "command",
            "command known",
            "tree /config",
            "audit");
    for (String each : looking) {
      List<String> args = new ArrayList<>(List.of(each.split(" ")));
      args.add("--json");
      Result answer = zkw(args.toArray(String[]::new));
      assertThat(answer.code()).as(each + ": " + answer.err()).isZero();
      assertThat(answer.json().isContainerNode()).as(each + ": " + answer.out()).isTrue();
      assertThat(answer.err()).as(each).isEmpty();
    }
    assertThat(zkw("config", "list", "--json").json().findValuesAsText("key")).contains("greeting");
    assertThat(zkw("audit", "--json").json().findValuesAsText("who")).contains("ada");
  }

  /** The token lets one person in, once; nothing else does at a first start. */
  @Test
  void servesAndLetsOnePersonInByTheTokenThatItPrints() throws Exception {
    Process console =
        new ProcessBuilder(JAVA, "-jar", JAR.toString(), "--demo", "--port", "0", "--json")
            .redirectError(dir.resolve("console.log").toFile())
            .start();
    try (var out = console.inputReader(UTF_8)) {
      JsonNode told = JSON.readTree(out.readLine());
      String url = told.path("url").asText();
      String token = "{\"token\":\"" + told.path("firstToken").asText() + "\"}";
      assertThat(url).startsWith("http://127.0.0.1:");
      assertThat(signIn(url, "{\"name\":\"admin\",\"password\":\"admin\"}")).isEqualTo(401);
      assertThat(signIn(url, token)).isEqualTo(200);
      assertThat(signIn(url, token)).isEqualTo(401);
    } finally {
      console.destroyForcibly().onExit().join();
    }
  }

  private static int signIn(String url, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "api/session"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void refusesToBeReachedFromElsewhereInClearTextOrWithoutAnAccount() throws Exception {
    String here = "127.0.0.1:" + port;
    String data = dir.resolve("accounts").toString();
    Result clear = run("", here, "serve", "--bind", "0.0.0.0", "--port", "0", "--data", data);
    assertThat(clear.code()).isEqualTo(3);
    assertThat(clear.err()).contains("[ZK-CONSOLE-20]", "TLS"); // behind what the server logs
    String[] tls = {"serve", "--bind", "0.0.0.0", "--tls-key-store", "none.p12", "--data", data};
    assertThat(run("", here, tls).err()).contains("there is no account");
  }

  @Test
  void managesAccounts() throws Exception {
    String data = dir.resolve("people").toString();
    String[] add = {"account", "add", "ada", "--role", "admin", "--data", data, "--json"};
    Result added = run("correct horse battery\n", null, add);
    assertThat(added.code()).as(added.err()).isZero();
    assertThat(added.json().path("role").asText()).isEqualTo("ADMIN");
    assertThat(run("short\n", null, add).code()).isEqualTo(3);
    Result list = run("", null, "account", "list", "--data", data, "--json");
    assertThat(list.json().path("ada").asText()).isEqualTo("ADMIN");
    assertThat(list.out()).doesNotContain("correct horse");
    Result last = run("", null, "account", "remove", "ada", "--data", data, "--json");
    assertThat(last.code()).isEqualTo(3);
    assertThat(JSON.readTree(last.err()).path("message").asText()).contains("only administrator");
  }

  @Test
  void takesAValueThatIsPipedIn() throws Exception {
    String here = "127.0.0.1:" + port;
    assertThat(run("first\nsecond\n", here, "config", "set", "piped", "-").code()).isZero();
    assertThat(zkw("config", "get", "piped", "--json").json().path("text").asText())
        .isEqualTo("first\nsecond\n");
  }

  @Test
  void looksForWhatWillHurtWhereTheServerTells() throws Exception {
    Result doctor = zkw("doctor", "--json");
    assertThat(doctor.code()).as("everybody may write").isEqualTo(1);
    assertThat(doctor.json().findValuesAsText("check"))
        .contains(
            "servers", "layout", "access", "watches", "sizes", "versions", "clock", "problems");
    assertThat(doctor.out()).containsPattern("127.0.0.1:\\d+ keeps \\d+ watches");
  }
}
