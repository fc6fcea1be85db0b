package io.zkwire.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Stranger;
import io.zkwire.tests.agent.KindsProgram.Guards;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One process over its life: it starts without ZooKeeper, loses it and gets it back, is told wrong
 * and other mappings, is left while a guarded method runs, and mapped again.
 */
@ZkTest
@Tag("slow")
class LifecycleTest {

  @TempDir Path directory;
  private int port;
  private Path mapping;
  private Stranger stranger;

  @BeforeEach
  void compile(ZkWire zk, ZkClients clients) throws Exception {
    KindsProgram.compile(directory);
    mapping = KindsProgram.mapping(directory, zk.connectString() + clients.chroot());
    // while ZooKeeper is away a lock that is tried once is waited for longer than one with a bound
    Files.writeString(mapping, Files.readString(mapping).replace("wait: 0s", "wait: 300ms"));
    stranger = new Stranger(zk, clients.chroot());
    port = Ports.free();
  }

  private List<String> wrong(boolean followed, Guards guards) {
    return KindsProgram.wrong(Ports.ask(port, "look"), true, followed, guards);
  }

  private void awaitLook(boolean followed, Guards guards) {
    await()
        .atMost(60, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(wrong(followed, guards)).isEmpty());
  }

  /** The lines of a look of the older object, of two members. */
  private void awaitOld(String fixed, String privately) {
    await()
        .atMost(60, TimeUnit.SECONDS)
        .untilAsserted(
            () ->
                assertThat(Ports.ask(port, "look").lines())
                    .contains("old.FIXED = " + fixed, "old.privately = " + privately));
  }

  private Path other(String name, String from, String to) throws Exception {
    Path other = directory.resolve(name);
    Files.writeString(other, Files.readString(mapping).replace(from, to));
    return other;
  }

  @Test
  void zooKeeperAndMappingsComeAndGo(ZkFaults faults) throws Exception {
    faults.stop();
    try (Program program = KindsProgram.start(directory, directory, mapping, port)) {
      awaitLook(false, Guards.UNKNOWN);
      assertThat(program.status().text()).contains("not connected yet", "Kinds.kept woven");
      faults.restart();
      awaitLook(false, Guards.OPEN);
      KindsProgram.VALUES.forEach((key, value) -> stranger.set("/config/kinds/" + key, value));
      awaitLook(true, Guards.OPEN);

      Program.Said refused = program.attach(other("wrong.yaml", "mode: write", "mode: wright"));
      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.text()).contains("wrong.yaml:", "found 'wright'", "[filter, write, both]");
      assertThat(program.err()).contains("zkwire-agent: [ZK-AGENT-01]").hasLineCount(1);
      assertThat(wrong(true, Guards.OPEN)).as("the mapping before it holds").isEmpty();

      faults.stop();
      awaitOld("42", "skipped");
      faults.restart();
      awaitLook(true, Guards.OPEN);

      Path less = other("less.yaml", "- { method: privately, leader-only: kinds }", "");
      Files.writeString(less, Files.readString(less).replace("kinds/number", "kinds/amount"));
      stranger.set("/config/kinds/amount", "43");
      assertThat(program.attach(less).code()).isZero();
      awaitOld("43", "ran");
      assertThat(program.attach(mapping).code()).isZero();
      awaitLook(true, Guards.OPEN);

      Ports.ask(port, "hold");
      assertThat(program.detach().code()).isZero();
      assertThat(wrongAfterwards()).isEmpty();
      assertThat(Ports.ask(port, "held"))
          .as("nobody stops a call that runs")
          .isEqualTo("not begun");
      Ports.ask(port, "free");
      await().until(() -> Ports.ask(port, "held").equals("ran to its end"));
      assertThat(program.status().code()).isEqualTo(2);

      assertThat(program.attach(mapping).code()).isZero();
      awaitOld("42", "ran");
      faults.stop();
      Ports.ask(port, "quit");
      assertThat(program.ended()).isEqualTo(7);
      assertThat(program.err()).hasLineCount(1);
    }
  }

  /** It is as it would be without the agent, but that the older object keeps what was written. */
  private List<String> wrongAfterwards() {
    return wrong(false, Guards.OPEN).stream()
        .filter(line -> !line.matches("wanted old\\.(written|both) = .*"))
        .toList();
  }
}
