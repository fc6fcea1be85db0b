package io.zkwire.tests.agent;

import static io.zkwire.tests.agent.KindsProgram.look;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.HeldLock;
import io.zkwire.Leadership;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Stranger;
import io.zkwire.tests.agent.KindsProgram.Guards;
import io.zkwire.tests.agent.ProgramBehaviour.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Methods and fields of every kind, in class files of every version, with the agent from the start
 * and attached later: guarded, followed, and in the end as they were. What the program prints, and
 * how it ends, is what it is without the agent.
 */
@ZkTest
class EveryKindTest {

  @TempDir static Path classes;

  private static Without without;

  @TempDir Path directory;
  private int port;
  private boolean early;

  /** What the program says of itself, prints and returns without the agent. */
  private record Without(String self, String out, int code) {}

  @BeforeAll
  static void runWithout() throws Exception {
    KindsProgram.compile(classes);
    Path directory = Files.createDirectory(classes.resolve("without"));
    int port = Ports.free();
    try (Program program = KindsProgram.start(classes, directory, null, port)) {
      await().until(() -> !Ports.ask(port, "look").isEmpty());
      assertThat(Ports.ask(port, "look")).isEqualTo(look(false, false, Guards.OPEN));
      String self = Ports.ask(port, "self");
      Ports.ask(port, "quit");
      int code = program.ended();
      without = new Without(self, program.out(), code);
    }
    assertThat(without.code()).isEqualTo(7);
  }

  private List<String> wrong(boolean followed, Guards guards) {
    return KindsProgram.wrong(Ports.ask(port, "look"), early, followed, guards);
  }

  private void awaitLook(boolean followed, Guards guards) {
    await()
        .atMost(60, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(wrong(followed, guards)).isEmpty());
  }

  private void attach(Program program, Path mapping) throws IOException, InterruptedException {
    assertThat(wrong(false, Guards.OPEN)).isEmpty();
    Path wrong = directory.resolve("wrong.yaml");
    Files.writeString(
        wrong, Files.readString(mapping).replace("leader-only: kinds,", "leaderonly: kinds,"));
    Program.Said refused = program.attach(wrong);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.text()).contains("wrong.yaml:", "unknown key 'leaderonly'", "did you mean");
    assertThat(wrong(false, Guards.OPEN)).isEmpty();
    Program.Said said = program.attach(mapping);
    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).contains("Kinds.kept woven").doesNotContain("waiting");
  }

  @ParameterizedTest
  @EnumSource
  void allKindsAreWiredAndAreAsTheyWere(Way way, ZkWire zk, ZkClients clients) throws Exception {
    Stranger stranger = new Stranger(zk, clients.chroot());
    Path mapping = KindsProgram.mapping(directory, zk.connectString() + clients.chroot());
    Leadership leads = zk.leadership(KindsProgram.ROLE);
    await().until(leads::held);
    HeldLock lock = zk.locks().exclusive(KindsProgram.LOCK).acquire();
    HeldLock permit = zk.locks().permits(KindsProgram.PERMIT, 1).acquire();
    port = Ports.free();
    early = way == Way.PREMAIN;
    try (Program program = KindsProgram.start(classes, directory, early ? mapping : null, port)) {
      await().atMost(60, TimeUnit.SECONDS).until(() -> !Ports.ask(port, "look").isEmpty());
      if (!early) {
        attach(program, mapping);
      }
      awaitLook(false, Guards.CLOSED);
      KindsProgram.VALUES.forEach((key, value) -> stranger.set("/config/kinds/" + key, value));
      awaitLook(true, Guards.CLOSED);
      stranger.set("/config/kinds/number", "many");
      await().until(() -> program.status().text().contains("ZK-CONFIG-21"));
      awaitLook(true, Guards.CLOSED);
      permit.close();
      lock.close();
      leads.close();
      awaitLook(true, Guards.OPEN);
      KindsProgram.VALUES.keySet().forEach(key -> stranger.delete("/config/kinds/" + key));
      awaitLook(false, Guards.OPEN);
      if (!early) {
        assertThat(program.detach().code()).isZero();
        assertThat(wrong(false, Guards.OPEN)).isEmpty();
        await().untilAsserted(() -> assertThat(self()).isEqualTo(without.self()));
      }
      Ports.ask(port, "quit");
      assertThat(program.ended()).isEqualTo(without.code());
      assertThat(program.out()).isEqualTo(without.out());
      assertThat(program.err().lines())
          .allMatch(line -> line.contains("wrong.yaml:12: unknown key"));
      assertThat(program.err().lines()).hasSize(early ? 0 : 1);
    }
  }

  /** Its threads, system properties and context loader, but for the JVM's own thread. */
  private String self() {
    return Ports.ask(port, "self").replace("Attach Listener, ", "");
  }
}
