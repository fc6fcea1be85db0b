package io.zkwire.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.Leadership;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Stranger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the agent does for a program that nobody here wrote: a field follows its key, a method runs
 * only where the role is led, a bad value and a deletion do what they do everywhere, and after
 * detaching the program is as it was. Standard error stays empty.
 */
@ZkTest
abstract class ProgramBehaviour {

  /** How the agent comes into the program. */
  enum Way {
    PREMAIN,
    ATTACH
  }

  @TempDir Path directory;

  private ZkWire zk;
  private String connect;
  private Stranger stranger;

  @BeforeEach
  void connect(ZkWire zk, ZkClients clients) {
    this.zk = zk;
    this.connect = zk.connectString() + clients.chroot();
    this.stranger = new Stranger(zk, clients.chroot());
  }

  /** The command that starts the program. */
  abstract String[] command(Path directory) throws IOException;

  /** The classes of its mapping: the key is {@code program/value}, the role {@code program}. */
  abstract String classes();

  /** Whether it serves. */
  abstract boolean serves();

  /** The value of the mapped field, as the program shows it. */
  abstract String value();

  /** The value that it has of itself. */
  abstract String ownValue();

  /** Whether the guarded method runs. */
  abstract boolean runs();

  /** Lines that the program itself writes to standard error. */
  String ownErrors() {
    return "";
  }

  @ParameterizedTest
  @EnumSource
  void theProgramIsWiredAndIsAsItWasAfterwards(Way way) throws Exception {
    Path mapping = directory.resolve("zkwire.yaml");
    Files.writeString(
        mapping, "version: 1\nzookeeper: { connect: \"" + connect + "\" }\nclasses:\n" + classes());
    Leadership elsewhere = zk.leadership("program");
    await().until(elsewhere::held);
    try (Program program =
        Program.start(directory, way == Way.PREMAIN ? mapping : null, command(directory))) {
      await().atMost(90, TimeUnit.SECONDS).until(this::serves);
      if (way == Way.ATTACH) {
        assertThat(value()).isEqualTo(ownValue());
        assertThat(runs()).isTrue();
        Program.Said said = program.attach(mapping);
        assertThat(said.code()).as(said.text()).isZero();
      }
      assertThat(runs()).as("before ZooKeeper has answered, and while another leads").isFalse();
      stranger.set("/config/program/value", "12345");
      await().atMost(60, TimeUnit.SECONDS).until(() -> value().equals("12345"));
      stranger.set("/config/program/value", "many");
      stranger.set("/config/program/value", "777");
      await().until(() -> value().equals("777"));
      assertThat(runs()).as("another leads").isFalse();
      elsewhere.close();
      await().atMost(60, TimeUnit.SECONDS).until(this::runs);
      stranger.delete("/config/program/value");
      await().until(() -> value().equals(ownValue()));
      stranger.set("/config/program/value", "9");
      await().until(() -> value().equals("9"));
      assertThat(program.status().text()).contains("CONNECTED").doesNotContain("problem");
      assertThat(program.detach().code()).isZero();
      assertThat(value()).isEqualTo(ownValue());
      assertThat(runs()).isTrue();
      assertThat(program.isAlive()).isTrue();
      assertThat(program.err()).isEqualTo(ownErrors());
    }
  }
}
