package io.zkwire.runtime;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to speak TLS with the servers. Immutable; {@link #toString()} shows no password. Needs
 * Netty's classes, which ZooKeeper brings.
 *
 * <pre>{@code
 * ZkWire.builder()
 *     .connect("zk1:2281/acme")
 *     .tls(TlsOptions.trusting(Path.of("/etc/acme/ca.p12"), "password"))
 *     .start();
 * }</pre>
 *
 * @param trustStore a JKS, PKCS12 or PEM file with the certificates to trust; null for those of the
 *     JVM
 * @param trustStorePassword its password, or null
 * @param keyStore a JKS, PKCS12 or PEM file with the client's own key, or null for none
 * @param keyStorePassword its password, or null
 * @param verifyHostname whether the server's certificate must name the host; false only for tests
 */
public record TlsOptions(
    @Nullable Path trustStore,
    @Nullable String trustStorePassword,
    @Nullable Path keyStore,
    @Nullable String keyStorePassword,
    boolean verifyHostname) {

  /**
   * Trusts the certificates of a file, presents no own certificate, and verifies host names.
   *
   * @param file a JKS, PKCS12 or PEM file
   * @param password its password, or null
   * @return the options
   */
  public static TlsOptions trusting(Path file, @Nullable String password) {
    return new TlsOptions(file, password, null, null, true);
  }

  /**
   * The same with an own key.
   *
   * @param file a JKS, PKCS12 or PEM file
   * @param password its password, or null
   * @return the changed copy
   */
  public TlsOptions withKey(Path file, @Nullable String password) {
    return new TlsOptions(trustStore, trustStorePassword, file, password, verifyHostname);
  }

  @Override
  public String toString() {
    return "TlsOptions[trustStore="
        + trustStore
        + ", keyStore="
        + keyStore
        + ", verifyHostname="
        + verifyHostname
        + "]";
  }
}
