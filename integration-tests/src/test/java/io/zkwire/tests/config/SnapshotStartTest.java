package io.zkwire.tests.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.Source;
import io.zkwire.ZkConnectException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Stranger;
import io.zkwire.tests.config.Settings.AllTypes;
import io.zkwire.tests.config.Settings.Db;
import io.zkwire.tests.config.Settings.WithHandles;
import io.zkwire.tests.config.Settings.WithSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start while ZooKeeper is away. */
@ZkTest(sessionTimeout = "2s")
class SnapshotStartTest {

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(p -> p.toString().endsWith(".json")).toList();
    }
  }

  @Test
  void startsFromTheLastGoodValuesAndHooksUpWhenTheServerComes(
      ZkWire zk, ZkClients clients, ZkFaults faults, ZkServer server, @TempDir Path temp)
      throws Exception {
    Path directory = temp.resolve("snapshots");
    Stranger stranger = new Stranger(zk, clients.chroot());
    stranger.set("/config/t/int", "42");
    stranger.set("/config/t/record", "{\"url\":\"u\",\"pool\":5}");
    stranger.set("/config/h/limit", "11");
    stranger.set("/config/secret/token", "hunter2");
    String connect = server.connectString() + clients.chroot();
    try (ZkWire first = ZkWire.builder().connect(connect).snapshotDirectory(directory).start()) {
      first.create(AllTypes.class);
      first.create(WithHandles.class);
      first.create(WithSecret.class);
    }
    assertThat(files(directory)).isNotEmpty();
    for (Path file : files(directory)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(Files.readString(file)).doesNotContain("hunter2", "aHVudGVyMg");
    }

    faults.stop();
    try (ZkWire second =
        ZkWire.builder()
            .connect(connect)
            .connectTimeout(Duration.ofMillis(500))
            .snapshotDirectory(directory)
            .start()) {
      assertThat(second.state()).isNotEqualTo(SessionState.CONNECTED);
      AllTypes bound = second.create(AllTypes.class);
      WithHandles handles = second.create(WithHandles.class);
      assertThat(bound.number).isEqualTo(42);
      assertThat(bound.db).isEqualTo(new Db("u", 5));
      assertThat(bound.text).isEqualTo("default");
      assertThat(handles.limit().current().source()).isEqualTo(Source.SNAPSHOT);
      assertThat(handles.limit().stale()).isTrue();

      faults.restart();
      await().atMost(30, TimeUnit.SECONDS).until(() -> second.state() == SessionState.CONNECTED);
      await().until(() -> handles.limit().current().source() == Source.ZOOKEEPER);
      second.config().publish("t/int", 43);
      await().until(() -> bound.number == 43);
    }
  }

  @Test
  void aWipedEnsembleKeepsWhatTheSnapshotHolds(
      ZkWire zk, ZkClients clients, ZkFaults faults, ZkServer server, @TempDir Path temp) {
    Path directory = temp.resolve("snapshots");
    String connect = server.connectString() + clients.chroot();
    zk.config().publish("h/limit", 11);
    try (ZkWire first = ZkWire.builder().connect(connect).snapshotDirectory(directory).start()) {
      assertThat(first.create(WithHandles.class).limit().get()).isEqualTo(11);
    }
    faults.wipe();
    try (ZkWire second = ZkWire.builder().connect(connect).snapshotDirectory(directory).start()) {
      await().until(() -> second.health().generationChanged());
      assertThat(second.create(WithHandles.class).limit().get()).isEqualTo(11);
    }
    try (ZkWire third = ZkWire.builder().connect(connect).snapshotDirectory(directory).start()) {
      WithHandles bound = third.create(WithHandles.class);
      assertThat(bound.limit().get()).as("the snapshot is still there").isEqualTo(11);
      third.confirmGeneration();
      await().until(() -> bound.limit().get() == 10);
    }
  }

  @Test
  void withoutASnapshotDirectoryTheStartFailsAndSaysWhatItTried(ZkServer server, ZkFaults faults) {
    faults.stop();
    assertThatThrownBy(
            () ->
                ZkWire.builder()
                    .connect(server.connectString())
                    .connectTimeout(Duration.ofMillis(500))
                    .start())
        .isInstanceOf(ZkConnectException.class)
        .hasMessageContaining(server.connectString());
  }
}
