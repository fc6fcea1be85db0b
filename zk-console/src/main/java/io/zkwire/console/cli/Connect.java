package io.zkwire.console.cli;

import io.zkwire.console.model.Refused;
import io.zkwire.runtime.TlsOptions;
import io.zkwire.runtime.ZkWire;
import io.zkwire.runtime.ZkWireBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to reach ZooKeeper: options that every command has. Secrets come from files or variables. */
final class Connect {

  @Option(
      names = "--connect",
      paramLabel = "HOST:PORT/CHROOT",
      defaultValue = "${env:ZKW_CONNECT:-localhost:2181}",
      description = "The ensemble; else $ZKW_CONNECT, else ${DEFAULT-VALUE}.")
  String connect = "";

  @Option(
      names = "--auth-file",
      paramLabel = "FILE",
      defaultValue = "${env:ZKW_AUTH_FILE}",
      description = "A file with user:password for the digest scheme; else $$ZKW_AUTH_FILE.")
  @Nullable Path authFile;

  @Option(names = "--tls", description = "Speak TLS to ZooKeeper.")
  boolean tls;

  @Option(
      names = "--trust-store",
      paramLabel = "FILE",
      description = "Whom to trust; its password is in $$ZKW_TRUST_STORE_PASSWORD.")
  @Nullable Path trustStore;

  @Option(
      names = "--key-store",
      paramLabel = "FILE",
      description = "Who we are; its password is in $$ZKW_KEY_STORE_PASSWORD.")
  @Nullable Path keyStore;

  @Option(names = "--sasl", paramLabel = "CONTEXT", description = "Authenticate by SASL.")
  @Nullable String sasl;

  @Option(
      names = "--connect-timeout",
      paramLabel = "SECONDS",
      defaultValue = "15",
      description = "How long to wait for ZooKeeper: ${DEFAULT-VALUE}.")
  int timeout = 15;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "Who you are, for history and audit; else your user name.")
  @Nullable String as;

  String author() {
    return as != null ? as : System.getProperty("user.name", "unknown");
  }

  ZkWire open() {
    ZkWireBuilder builder =
        ZkWire.builder()
            .connect(connect)
            .connectTimeout(Duration.ofSeconds(timeout))
            .author(author());
    if (authFile != null) {
      String[] parts = read(authFile).strip().split(":", 2);
      if (parts.length != 2) {
        throw new Refused("--auth-file does not hold user:password", "Write one line");
      }
      builder.digest(parts[0], parts[1]);
    }
    if (tls || trustStore != null || keyStore != null) {
      TlsOptions options =
          trustStore == null
              ? new TlsOptions(null, null, null, null, true)
              : TlsOptions.trusting(trustStore, System.getenv("ZKW_TRUST_STORE_PASSWORD"));
      if (keyStore != null) {
        options = options.withKey(keyStore, System.getenv("ZKW_KEY_STORE_PASSWORD"));
      }
      builder.tls(options);
    }
    if (sasl != null) {
      builder.sasl(sasl);
    }
    return builder.start();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new Refused("cannot read " + file + ": " + e.getMessage(), "Name a readable file");
    }
  }
}
