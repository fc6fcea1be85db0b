package io.zkwire.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zkwire.OptionException;
import io.zkwire.ZkConnectException;
import io.zkwire.ZkWireException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZkWireBuilderTest {

  @Test
  void refusesEveryOptionOutOfRangeByName() {
    Map<String, ThrowingCallable> wrong =
        Map.of(
            "sessionTimeout", () -> ZkWire.builder().sessionTimeout(Duration.ofMillis(499)),
            "connectTimeout", () -> ZkWire.builder().connectTimeout(Duration.ofMinutes(11)),
            "callbackWarning", () -> ZkWire.builder().callbackWarning(Duration.ZERO),
            "commandRetention", () -> ZkWire.builder().commandRetention(Duration.ZERO),
            "history", () -> ZkWire.builder().history(101),
            "author", () -> ZkWire.builder().author("a\nb"),
            "connect", () -> ZkWire.builder().connect("a:0"));
    wrong.forEach(
        (option, call) ->
            assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                    OptionException.class, e -> assertThat(e.option()).isEqualTo(option))
                .hasMessageStartingWith("[ZK-OPTION-01]")
                .hasMessageContaining(option));
  }

  @Test
  void needsExactlyOneTarget() {
    assertThatThrownBy(() -> ZkWire.builder().start()).hasMessageStartingWith("[ZK-OPTION-02]");
    assertThatThrownBy(() -> ZkWire.builder().connect("a:1").embedded().start())
        .hasMessageStartingWith("[ZK-OPTION-02]");
  }

  @Test
  void saysWhatItTriedWhenNobodyAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String server = "127.0.0.1:" + silent.getLocalPort();
      assertThatThrownBy(
              () ->
                  ZkWire.builder()
                      .connect(server + ",no-such-host.invalid:2181")
                      .connectTimeout(Duration.ofMillis(800))
                      .start())
          .isInstanceOf(ZkConnectException.class)
          .hasMessageStartingWith("[ZK-SESSION-01]")
          .hasMessageContaining(server)
          .hasMessageContaining("unknown host");
    }
  }

  @Test
  void refusesASnapshotDirectoryThatOthersMayWrite(@TempDir Path temp) throws Exception {
    Path open =
        Files.createDirectory(
            temp.resolve("open"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> ZkWire.builder().snapshotDirectory(open))
        .isInstanceOf(ZkWireException.class)
        .hasMessageStartingWith("[ZK-SNAPSHOT-01]");
  }

  @Test
  void embeddedServesAndLeavesNothingBehind() throws Exception {
    String address;
    try (ZkWire zk = ZkWire.embedded()) {
      zk.config().publish("k", "v");
      address = zk.connectString();
      assertThat(zk.config().read("k", String.class)).contains("v");
    }
    assertThatThrownBy(
            () -> ZkWire.builder().connect(address).connectTimeout(Duration.ofMillis(500)).start())
        .isInstanceOf(ZkConnectException.class);
  }

  @Test
  void closingTwiceIsClosingOnce() {
    ZkWire zk = ZkWire.embedded();
    zk.close();
    zk.close();
    assertThat(zk.state()).isEqualTo(SessionState.CLOSED);
    assertThatThrownBy(() -> zk.config().read("k")).hasMessageStartingWith("[ZK-SESSION-04]");
  }
}
