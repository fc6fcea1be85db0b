package io.zkwire.runtime.session;

import java.util.List;
import org.apache.zookeeper.client.ZKClientConfig;

/** Configurations of clients before the options of a session are added. */
final class ClientConfigs {

  /** What system properties about TLS begin with, and the one that does not. */
  private static final List<String> TLS =
      List.of("zookeeper.ssl.", "ssl.quorum.", "zookeeper.fips-mode");

  private ClientConfigs() {}

  /**
   * As ZooKeeper makes it from its system properties. Its constructor asks the JVM for the default
   * of TLS, which loads some four hundred classes and the trusted certificates: that is left out
   * where no property is about TLS.
   */
  static ZKClientConfig ofSystemProperties() {
    boolean tls =
        System.getProperties().stringPropertyNames().stream()
            .anyMatch(name -> TLS.stream().anyMatch(name::startsWith));
    return tls ? new ZKClientConfig() : new WithoutTls();
  }

  /** One that heeds no system property. */
  static ZKClientConfig apart() {
    return new Apart();
  }

  private static final class WithoutTls extends ZKClientConfig {

    private static final List<String> HEEDED =
        List.of(
            JUTE_MAXBUFFER,
            KINIT_COMMAND,
            JGSS_NATIVE,
            ZK_SASL_CLIENT_USERNAME,
            ZK_SASL_CLIENT_CANONICALIZE_HOSTNAME,
            LOGIN_CONTEXT_NAME_KEY,
            ENABLE_CLIENT_SASL_KEY,
            ZOOKEEPER_SERVER_REALM,
            DISABLE_AUTO_WATCH_RESET,
            ZOOKEEPER_CLIENT_CNXN_SOCKET,
            SECURE_CLIENT);

    @Override
    protected void handleBackwardCompatibility() {
      HEEDED.forEach(name -> setProperty(name, System.getProperty(name)));
    }
  }

  private static final class Apart extends ZKClientConfig {

    Apart() {
      setProperty(ZOOKEEPER_REQUEST_TIMEOUT, null); // its constructor reads these two nevertheless
      setProperty(ZOOKEEPER_SERVER_PRINCIPAL, null);
    }

    @Override
    protected void handleBackwardCompatibility() {
      // the properties are those of the application, for its own client
    }
  }
}
