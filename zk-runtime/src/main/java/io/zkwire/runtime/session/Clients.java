package io.zkwire.runtime.session;

import io.zkwire.ErrorCode;
import io.zkwire.runtime.TlsOptions;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.BoundedExponentialBackoffRetry;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.common.ClientX509Util;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the client of a session, and tells what it can. */
final class Clients {

  private static final Logger LOG = LoggerFactory.getLogger(Clients.class);

  private Clients() {}

  /**
   * Makes a client, not yet started.
   *
   * @param options the options
   * @param label what the names of its threads begin with
   * @return the client
   */
  static CuratorFramework create(SessionOptions options, String label) {
    CuratorFrameworkFactory.Builder builder =
        CuratorFrameworkFactory.builder()
            .connectString(options.servers())
            .sessionTimeoutMs((int) options.sessionTimeout().toMillis())
            .connectionTimeoutMs((int) options.connectTimeout().toMillis())
            .retryPolicy(new BoundedExponentialBackoffRetry(50, 1_000, 10))
            .ensembleTracker(false) // it replaces host names by addresses: CURATOR-384, -593
            .maxCloseWaitMs(1_000)
            .defaultData(new byte[0]) // not the address of this machine
            .zkClientConfig(config(options))
            .threadFactory(threads(label + "-curator", options.apart()));
    if (!options.auth().isEmpty()) {
      builder.authorization(options.auth());
    }
    if (options.acls() != null) {
      builder.aclProvider(options.acls());
    }
    return builder.build();
  }

  private static ZKClientConfig config(SessionOptions options) {
    ZKClientConfig config =
        options.apart() ? ClientConfigs.apart() : ClientConfigs.ofSystemProperties();
    config.setProperty("jute.maxbuffer", Integer.toString(Limits.RECEIVE));
    config.setProperty(
        ZKClientConfig.ENABLE_CLIENT_SASL_KEY, Boolean.toString(options.saslContext() != null));
    if (options.saslContext() != null) {
      config.setProperty(ZKClientConfig.LOGIN_CONTEXT_NAME_KEY, options.saslContext());
    }
    TlsOptions tls = options.tls();
    if (tls != null) {
      configure(config, tls);
    }
    return config;
  }

  private static void configure(ZKClientConfig config, TlsOptions tls) {
    config.setProperty(ZKClientConfig.SECURE_CLIENT, "true");
    config.setProperty(
        ZKClientConfig.ZOOKEEPER_CLIENT_CNXN_SOCKET, "org.apache.zookeeper.ClientCnxnSocketNetty");
    try (ClientX509Util names = new ClientX509Util()) {
      if (tls.trustStore() != null) {
        config.setProperty(names.getSslTruststoreLocationProperty(), tls.trustStore().toString());
      }
      if (tls.trustStorePassword() != null) {
        config.setProperty(names.getSslTruststorePasswdProperty(), tls.trustStorePassword());
      }
      if (tls.keyStore() != null) {
        config.setProperty(names.getSslKeystoreLocationProperty(), tls.keyStore().toString());
      }
      if (tls.keyStorePassword() != null) {
        config.setProperty(names.getSslKeystorePasswdProperty(), tls.keyStorePassword());
      }
      config.setProperty(
          names.getSslHostnameVerificationEnabledProperty(),
          Boolean.toString(tls.verifyHostname()));
    }
  }

  /** How large an answer the client of a session accepts, in bytes. */
  static int acceptedBytes(Session session) {
    if (session.owned()) {
      return Limits.RECEIVE;
    }
    try {
      return session
          .zooKeeper()
          .getClientConfig()
          .getInt("jute.maxbuffer", ZKClientConfig.CLIENT_MAX_PACKET_LENGTH_DEFAULT);
    } catch (Exception e) {
      return ZKClientConfig.CLIENT_MAX_PACKET_LENGTH_DEFAULT; // not connected: asked again later
    }
  }

  /**
   * Daemon threads with a name and a number.
   *
   * @param name what their names begin with
   * @param apart whether they inherit nothing from the thread that makes them
   */
  static ThreadFactory threads(String name, boolean apart) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(null, task, name + "-" + number.incrementAndGet(), 0, !apart);
      thread.setDaemon(true);
      if (apart) {
        thread.setContextClassLoader(Clients.class.getClassLoader());
      }
      return thread;
    };
  }

  /** Warns of a password that travels in clear text. */
  static void warnOfClearText(SessionOptions options, String label) {
    boolean password = !options.auth().isEmpty() && options.tls() == null;
    if (password
        && !options.servers().isEmpty()
        && !ConnectString.parse(options.servers()).loopback()) {
      LOG.warn(
          "{} {}",
          label,
          ErrorCode.ACCESS_CLEAR_TEXT.message(
              "the digest credentials travel in clear text to " + options.servers(),
              "Use tls(...), or connect over loopback"));
    }
  }
}
