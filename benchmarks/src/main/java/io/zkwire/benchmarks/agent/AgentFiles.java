package io.zkwire.benchmarks.agent;

import io.zkwire.benchmarks.harness.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The agent's jar, and the mapping of {@link Legacy}. The mapping is deleted at the end. */
final class AgentFiles implements AutoCloseable {

  static final String ROLE = "legacy";
  static final String KEY = "legacy/limit";

  private final Path mapping;

  AgentFiles(ServerProcess server) throws IOException {
    mapping =
        Files.createTempFile(
            "zkwire",
            ".yaml",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        mapping,
        """
        version: 1
        zookeeper: { connect: "%s", session-timeout: 15s }
        classes:
          - class: %s
            fields:
              - { field: limit, config: %s, mode: filter }
            methods:
              - { method: "step()", leader-only: %s }
        """
            .formatted(server.connectString(), Legacy.class.getName(), KEY, ROLE));
  }

  /** The jar, which the build has put beside that of the benchmarks. */
  static Path jar() {
    try {
      Path own =
          Path.of(AgentFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path jar = own.resolveSibling("zk-agent.jar");
      if (!Files.isRegularFile(jar)) {
        throw new UncheckedIOException(
            new IOException(jar + " is missing: run mvn -pl benchmarks -am package"));
      }
      return jar;
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the benchmarks do not run from a jar", e);
    }
  }

  Path mapping() {
    return mapping;
  }

  /** What makes a JVM start with the agent. */
  String option() {
    return "-javaagent:" + jar() + "=" + mapping;
  }

  @Override
  public void close() throws IOException {
    Files.delete(mapping);
  }
}
