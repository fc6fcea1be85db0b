package io.zkwire.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Stranger;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An embedded Tomcat with two web applications that have one class, each in its own loader. */
@ZkTest
class TwoWebApplicationsTest {

  private static final String FOLLOWED = "cap=44 runs=true HIGH 2";

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path directory;
  private int port;

  private String get(String application) {
    try {
      URI uri = URI.create("http://localhost:" + port + "/" + application + "/cap");
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void eachIsWovenOnItsOwnAndOneThatIsUndeployedIsCollected(ZkWire zk, ZkClients clients)
      throws Exception {
    Stranger stranger = new Stranger(zk, clients.chroot());
    String tomcat = Program.classPath("tomcat-embed-core.jar", "tomcat-annotations-api.jar");
    for (String application : new String[] {"a", "b"}) {
      Path classes = directory.resolve(application).resolve("WEB-INF/classes");
      Sources.compile("Cap", tomcat, classes);
    }
    Sources.compile("TwoApps", tomcat, directory.resolve("main"));
    Path mapping = directory.resolve("zkwire.yaml");
    Files.writeString(
        mapping,
        """
        version: 1
        zookeeper: { connect: "%s" }
        classes:
          - class: shop.Cap
            fields:
              - { field: cap, config: shop/cap }
              - { field: level, config: shop/level }
              - { field: price, config: shop/price }
            methods: [ { method: runs, leader-only: shop, otherwise: { return: false } } ]
        """
            .formatted(zk.connectString() + clients.chroot()));
    port = Ports.free();
    try (Program program =
        Program.start(
            directory,
            null,
            "-cp",
            tomcat + java.io.File.pathSeparator + directory.resolve("main"),
            "TwoApps",
            Integer.toString(port),
            directory.toString())) {
      await().atMost(60, TimeUnit.SECONDS).until(() -> get("a").equals("cap=10 runs=true LOW 1"));
      assertThat(program.attach(mapping).code()).isZero();
      assertThat(get("b")).as("loaded after the agent came").contains("runs=false");
      stranger.set("/config/shop/level", "HIGH");
      stranger.set("/config/shop/price", "{\"cents\":2}");
      stranger.set("/config/shop/cap", "44");
      await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> get("a").equals(FOLLOWED) && get("b").equals(FOLLOWED));
      program.tell("a");
      await().atMost(60, TimeUnit.SECONDS).until(() -> program.out().contains("collected a"));
      stranger.set("/config/shop/cap", "45");
      await().until(() -> get("b").equals("cap=45 runs=true HIGH 2"));
      assertThat(program.detach().code()).isZero();
      assertThat(get("b")).isEqualTo("cap=10 runs=true LOW 1");
      assertThat(program.err()).doesNotContain("zkwire", "Exception");
    }
  }
}
