package io.zkwire.agent.core;

import java.io.IOException;
import java.nio.file.Path;

/** Where the agent's files lie. */
final class Places {

  private Places() {}

  /** The directory of this process's user. */
  static Path directory() throws IOException {
    return PrivateDirectory.of(
        System.getProperty("java.io.tmpdir", "/tmp"), System.getProperty("user.name", "unknown"));
  }
}
