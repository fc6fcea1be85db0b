package io.zkwire.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.Leadership;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
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

/** Zipkin: a jar of jars that Spring Boot's loader runs, with some thousands of classes. */
@ZkTest
class SpringBootTest {

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path directory;
  private int port;

  private int services() {
    try {
      URI uri = URI.create("http://localhost:" + port + "/api/v2/services");
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aClassInsideAJarInsideAJarIsCheckedAndWoven(ZkWire zk, ZkClients clients) throws Exception {
    Path jar = Program.jar("zipkin.jar");
    Path mapping = directory.resolve("zkwire.yaml");
    Files.writeString(
        mapping,
        """
        version: 1
        zookeeper: { connect: "%s" }
        classes:
          - class: zipkin2.storage.InMemoryStorage
            fields: [ { field: maxSpanCount, config: zipkin/max } ]
            methods: [ { method: getServiceNames(), leader-only: zipkin, otherwise: throw } ]
        """
            .formatted(zk.connectString() + clients.chroot()));
    Program.Said checked = Program.cli(directory, "check", mapping.toString(), jar.toString());
    assertThat(checked.text()).contains("maxSpanCount would be woven");
    assertThat(checked.code()).isZero();
    Leadership elsewhere = zk.leadership("zipkin");
    await().until(elsewhere::held);
    port = Ports.free();
    try (Program program =
        Program.start(directory, null, "-DQUERY_PORT=" + port, "-jar", jar.toString())) {
      await().atMost(120, TimeUnit.SECONDS).until(() -> services() == 200);
      assertThat(program.attach(mapping).code()).isZero();
      assertThat(services()).isEqualTo(500);
      elsewhere.close();
      await().atMost(60, TimeUnit.SECONDS).until(() -> services() == 200);
      assertThat(program.detach().code()).isZero();
      assertThat(services()).isEqualTo(200);
      assertThat(program.err()).doesNotContain("zkwire-agent:");
    }
  }
}
