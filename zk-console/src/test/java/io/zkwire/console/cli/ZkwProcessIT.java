package io.zkwire.console.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

  private static Result run(String in, String connect, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-jar"));
    command.add(JAR.toString());
    command.addAll(List.of(args));
    if (!args[0].startsWith("-") && !command.contains("--connect-timeout")) {
      command.addAll(List.of("--connect-timeout", "60")); // a busy machine
    }
    Path out = Files.createTempFile(dir, "zkw", ".out");
    Path err = Files.createTempFile(dir, "zkw", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("ZKW_CONNECT", connect);
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
