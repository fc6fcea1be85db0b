package io.zkwire.tests.faults;

import io.zkwire.annotation.ClusterMember;
import io.zkwire.annotation.OnCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/** Carries out commands, and writes down what it does before it does it. */
@ClusterMember(group = CommandsRow.GROUP, id = "${id}")
class CommandWork {
  private final Path log;

  CommandWork(Path log) {
    this.log = log;
  }

  private void write(String line) throws IOException {
    Files.writeString(
        log,
        line + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  @OnCommand("note")
  int note(int number) throws IOException {
    write("note " + number);
    LockSupport.parkNanos(2_000_000);
    return number;
  }

  @OnCommand("hang")
  void hang() throws IOException {
    write("hang");
    while (true) {
      LockSupport.park(this);
    }
  }
}
