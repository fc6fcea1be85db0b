package io.zkwire.runtime;

import io.zkwire.ErrorCode;
import io.zkwire.OptionException;
import io.zkwire.runtime.session.ConnectString;
import io.zkwire.runtime.session.EmbeddedServer;
import java.nio.file.Path;
import org.apache.curator.framework.CuratorFramework;
import org.jspecify.annotations.Nullable;

/** What to connect to: an ensemble, a server inside this JVM, or a client that is there already. */
final class Target {

  private @Nullable ConnectString connect;
  private boolean embedded;
  private @Nullable Path embeddedData;
  private @Nullable CuratorFramework framework;

  void connect(ConnectString ensemble) {
    connect = ensemble;
  }

  void embedded() {
    embedded = true;
  }

  void embedded(Path data) {
    embedded = true;
    embeddedData = data;
  }

  void framework(CuratorFramework client) {
    framework = client;
  }

  /** The client that is there already, or null. */
  @Nullable CuratorFramework framework() {
    return framework;
  }

  /** Refuses none, and more than one. */
  void check() {
    int targets = (connect == null ? 0 : 1) + (embedded ? 1 : 0) + (framework == null ? 0 : 1);
    if (targets != 1) {
      throw new OptionException(
          ErrorCode.OPTION_CONFLICT,
          "connect",
          targets + " of connect, embedded and framework are set",
          "Set exactly one",
          null);
    }
  }

  /** Starts the server inside this JVM, or null where none is wanted. */
  @Nullable EmbeddedServer startServer() {
    return embedded ? EmbeddedServer.start(embeddedData) : null;
  }

  /** The servers of an ensemble; empty for a client that is there already. */
  String servers() {
    return connect == null ? "" : connect.hosts();
  }

  /** The chroot. */
  String prefix() {
    if (framework != null && !framework.getNamespace().isEmpty()) {
      return "/" + framework.getNamespace();
    }
    return connect == null ? "" : connect.chroot();
  }
}
