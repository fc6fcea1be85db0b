package io.zkwire.spring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code zkwire.*}. What is not given is as {@link io.zkwire.runtime.ZkWireBuilder}
 * has it; ranges are those of its methods.
 *
 * @param enabled Whether to connect. Without it values keep their initialisers, and guarded methods
 *     refuse to run.
 * @param connect Which ensemble to connect to: host:port,host:port/chroot. The chroot is created if
 *     it is absent.
 * @param embedded Whether to start a ZooKeeper server inside this JVM in place of connecting, for a
 *     laptop or a test.
 * @param embeddedDirectory Where the data of the embedded server is kept; a temporary directory if
 *     it is not given.
 * @param sessionTimeout The session timeout to ask for. The server may grant another.
 * @param connectTimeout How long to wait for the first connection, and for each blocking request.
 * @param loadBalancer Whether Spring Cloud LoadBalancer lets zkwire choose among endpoints.
 * @param observations Whether guarded calls, commands and items of queues are observed by
 *     Micrometer.
 * @param snapshotDirectory Where last good values are kept. With it the application starts also
 *     where ZooKeeper does not answer; without it such a start fails.
 * @param author Who publishes, as the history of configuration tells it.
 * @param history How many earlier revisions of a key are kept.
 * @param callbackWarning After how long a callback that still runs is reported.
 * @param commandRetention How long commands are kept after their deadline.
 * @param sasl The entry of the JAAS configuration to log in with.
 * @param placeholders Values of placeholders in annotations. spring.application.name is there
 *     without being listed.
 * @param digest Credentials of the digest scheme.
 * @param tls How to speak TLS with the servers.
 * @param lease How leaderships, locks and permits are kept safe.
 */
@ConfigurationProperties("zkwire")
public record ZkWireProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("localhost:2181") String connect,
    @DefaultValue("false") boolean embedded,
    @Nullable Path embeddedDirectory,
    @DefaultValue("15s") Duration sessionTimeout,
    @DefaultValue("15s") Duration connectTimeout,
    @DefaultValue("false") boolean loadBalancer,
    @DefaultValue("true") boolean observations,
    @Nullable Path snapshotDirectory,
    @Nullable String author,
    @DefaultValue("10") int history,
    @DefaultValue("10s") Duration callbackWarning,
    @DefaultValue("5m") Duration commandRetention,
    @Nullable String sasl,
    @DefaultValue Map<String, String> placeholders,
    @Nullable Digest digest,
    @Nullable Tls tls,
    @DefaultValue Lease lease) {

  @Override
  public String toString() {
    return "ZkWireProperties[" + (embedded ? "embedded" : connect) + "]";
  }

  /**
   * Credentials of the digest scheme.
   *
   * @param user The user.
   * @param password The password. It travels in clear text unless TLS is on.
   */
  public record Digest(String user, String password) {

    @Override
    public String toString() {
      return "Digest[" + user + "]";
    }
  }

  /**
   * How to speak TLS.
   *
   * @param enabled Whether to speak TLS.
   * @param trustStore A JKS, PKCS12 or PEM file with the certificates to trust; those of the JVM if
   *     it is not given.
   * @param trustStorePassword Its password.
   * @param keyStore A JKS, PKCS12 or PEM file with the client's own key.
   * @param keyStorePassword Its password.
   * @param verifyHostname Whether the server's certificate must name the host.
   */
  public record Tls(
      @DefaultValue("true") boolean enabled,
      @Nullable Path trustStore,
      @Nullable String trustStorePassword,
      @Nullable Path keyStore,
      @Nullable String keyStorePassword,
      @DefaultValue("true") boolean verifyHostname) {

    @Override
    public String toString() {
      return "Tls[trustStore=" + trustStore + ", keyStore=" + keyStore + "]";
    }
  }

  /**
   * How exclusive work is kept safe; the first three hold for a whole chroot and are stored there.
   *
   * @param length For how long a grant is valid after its last renewal.
   * @param lockDelay How long the next holder waits after one that did not release.
   * @param sessionAware Whether the delay is left out where the session of the predecessor has
   *     ended.
   * @param strictClock Whether the wall clock is compared as well at each call.
   * @param localHandover Whether threads of one process hand a lock over without ZooKeeper.
   */
  public record Lease(
      @Nullable Duration length,
      @Nullable Duration lockDelay,
      @DefaultValue("false") boolean sessionAware,
      @DefaultValue("false") boolean strictClock,
      @DefaultValue("true") boolean localHandover) {}
}
