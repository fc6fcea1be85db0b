package io.zkwire.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zkwire.ZkAccessDeniedException;
import io.zkwire.ZkConnectException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.TlsOptions;
import io.zkwire.runtime.ZkWire;
import java.io.File;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.api.ACLProvider;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.data.ACL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials, access lists and TLS, against real servers. */
@ZkTest
class SecurityTest {

  private static final ACLProvider CREATOR_ONLY =
      new ACLProvider() {
        @Override
        public List<ACL> getDefaultAcl() {
          return Ids.CREATOR_ALL_ACL;
        }

        @Override
        public List<ACL> getAclForPath(String path) {
          return Ids.CREATOR_ALL_ACL;
        }
      };

  @Test
  void nodesAreClosedToOthersAndTheRefusalNamesPathAndPermission(
      ZkServer server, ZkClients clients) {
    String connect = server.connectString() + clients.chroot() + "-own";
    try (ZkWire owner =
            ZkWire.builder().connect(connect).digest("app", "secret").acls(CREATOR_ONLY).start();
        ZkWire same = ZkWire.builder().connect(connect).digest("app", "secret").start()) {
      owner.config().publish("k", "v");
      assertThat(same.config().read("k", String.class)).contains("v");
      assertThatThrownBy(() -> ZkWire.connect(connect))
          .isInstanceOfSatisfying(
              ZkAccessDeniedException.class, e -> assertThat(e.path()).contains("/zkwire/"))
          .hasMessageStartingWith("[ZK-ACCESS-01]");
    }
  }

  @Test
  void speaksTlsAndTrustsOnlyWhatItIsTold(@TempDir Path temp) throws Exception {
    Path keys = temp.resolve("server.p12");
    Path trusted = certificateOf(keyPair(keys), temp.resolve("trusted.p12"));
    Path other = certificateOf(keyPair(temp.resolve("o.p12")), temp.resolve("other.p12"));
    int port = freePort();
    Process server = serve(temp, keys, port);
    try {
      String connect = "localhost:" + port + "/tls";
      try (ZkWire zk =
          ZkWire.builder()
              .connect(connect)
              .connectTimeout(Duration.ofSeconds(30))
              .tls(TlsOptions.trusting(trusted, "changeit"))
              .start()) {
        zk.config().publish("k", "v");
        assertThat(zk.config().read("k", String.class)).contains("v");
      }
      assertThatThrownBy(
              () ->
                  ZkWire.builder()
                      .connect(connect)
                      .connectTimeout(Duration.ofSeconds(2))
                      .tls(TlsOptions.trusting(other, "changeit"))
                      .start())
          .isInstanceOf(ZkConnectException.class);
    } finally {
      server.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Path keyPair(Path store) throws Exception {
    String names = "SAN=DNS:localhost,IP:127.0.0.1";
    keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", names);
    return store;
  }

  /** A store that trusts the certificate of a key pair. */
  private static Path certificateOf(Path store, Path trusting) throws Exception {
    String file = trusting + ".crt";
    keytool(store, "-exportcert", "-file", file);
    keytool(trusting, "-importcert", "-noprompt", "-file", file);
    return trusting;
  }

  private static void keytool(Path store, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "zk", "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", "changeit", "-keystore", store.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
  }

  /** A server in a JVM of its own: its TLS settings are system properties. */
  private static Process serve(Path temp, Path keys, int port) throws Exception {
    Path config = temp.resolve("zoo.cfg");
    Files.writeString(
        config,
        String.join(
            "\n",
            "dataDir=" + temp.resolve("data"),
            "secureClientPort=" + port,
            "secureClientPortAddress=localhost",
            "serverCnxnFactory=org.apache.zookeeper.server.NettyServerCnxnFactory",
            "ssl.keyStore.location=" + keys,
            "ssl.keyStore.password=changeit",
            "ssl.clientAuth=none",
            "admin.enableServer=false",
            ""));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "org.apache.zookeeper.server.ZooKeeperServerMain",
            config.toString())
        .redirectErrorStream(true)
        .redirectOutput(new File(temp.toFile(), "server.log"))
        .start();
  }
}
