package io.zkwire.benchmarks.console;

import io.zkwire.benchmarks.harness.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The console's jar in a JVM of its own, and who is signed in there. */
final class ConsoleProcess implements AutoCloseable {

  private static final Pattern LINK = Pattern.compile("(http://\\S+/)#token=(\\S+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path data;
  private final String url;
  private final String cookie;
  private volatile boolean closed;

  ConsoleProcess(ServerProcess server) throws Exception {
    data = Files.createTempDirectory("zkwire-console");
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar().toString(),
                "--connect",
                server.connectString(),
                "--port",
                "0",
                "--data",
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String link = out.readLine();
    Matcher matcher = LINK.matcher("");
    while (link != null && !matcher.reset(link).find()) {
      link = out.readLine();
    }
    if (link == null) {
      throw new IOException("the console ended with " + process.waitFor());
    }
    url = matcher.group(1);
    HttpResponse<String> signedIn =
        client.send(
            HttpRequest.newBuilder(URI.create(url + "api/session"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"token\":\"" + matcher.group(2) + "\"}"))
                .build(),
            BodyHandlers.ofString());
    cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  /** The jar, which the build has put beside that of the benchmarks. */
  private static Path jar() throws Exception {
    Path own =
        Path.of(ConsoleProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path jar = own.resolveSibling("../../zk-console/target/zk-console.jar").normalize();
    if (!Files.isRegularFile(jar)) {
      throw new IOException(jar + " is missing: run mvn -pl benchmarks -am package");
    }
    return jar;
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).header("Cookie", cookie).build();
  }

  String get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request(path), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " is answered by " + answer.statusCode());
    }
    return answer.body();
  }

  /** Follows the events as a page does, on a thread of its own, until the console ends. */
  void follow(Consumer<String> data) {
    Thread thread =
        new Thread(
            () ->
                client
                    .sendAsync(request("api/events"), BodyHandlers.ofLines())
                    .join()
                    .body()
                    .filter(line -> line.startsWith("data: "))
                    .forEach(data));
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (t, e) -> {
          if (!closed) {
            data.accept("ended");
          }
        });
    thread.start();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    process.destroy();
    process.onExit().join();
    Files.deleteIfExists(data);
  }
}
