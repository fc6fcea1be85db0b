package io.zkwire.spring;

import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.TlsOptions;
import io.zkwire.runtime.ZkTracer;
import io.zkwire.runtime.ZkWire;
import io.zkwire.runtime.ZkWireBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives properties to a builder. */
final class Builders {

  private Builders() {}

  /**
   * The builder that properties describe.
   *
   * @param properties the properties
   * @param application the name of the application, or null
   * @return the builder
   */
  static ZkWireBuilder of(ZkWireProperties properties, @Nullable String application) {
    ZkWireBuilder builder = target(properties);
    builder
        .sessionTimeout(properties.sessionTimeout())
        .connectTimeout(properties.connectTimeout())
        .history(properties.history())
        .callbackWarning(properties.callbackWarning())
        .commandRetention(properties.commandRetention())
        .lease(lease(properties.lease()));
    if (properties.snapshotDirectory() != null) {
      builder.snapshotDirectory(properties.snapshotDirectory());
    }
    if (properties.author() != null) {
      builder.author(properties.author());
    }
    access(builder, properties);
    if (application != null) {
      builder.property("spring.application.name", application);
    }
    properties.placeholders().forEach(builder::property);
    return builder;
  }

  private static ZkWireBuilder target(ZkWireProperties properties) {
    ZkWireBuilder builder = ZkWire.builder();
    if (!properties.embedded()) {
      return builder.connect(properties.connect());
    }
    return properties.embeddedDirectory() == null
        ? builder.embedded()
        : builder.embedded(properties.embeddedDirectory());
  }

  private static void access(ZkWireBuilder builder, ZkWireProperties properties) {
    ZkWireProperties.Digest digest = properties.digest();
    if (digest != null) {
      builder.digest(digest.user(), digest.password());
    }
    if (properties.sasl() != null) {
      builder.sasl(properties.sasl());
    }
    ZkWireProperties.Tls tls = properties.tls();
    if (tls != null && tls.enabled()) {
      builder.tls(
          new TlsOptions(
              tls.trustStore(),
              tls.trustStorePassword(),
              tls.keyStore(),
              tls.keyStorePassword(),
              tls.verifyHostname()));
    }
  }

  /** Lets tracers look on; the first one is the innermost. */
  static void trace(ZkWireBuilder builder, List<ZkTracer> tracers) {
    tracers.stream()
        .reduce((inner, outer) -> (k, n, work) -> outer.around(k, n, inner.around(k, n, work)))
        .ifPresent(builder::tracer);
  }

  private static LeaseOptions lease(ZkWireProperties.Lease given) {
    LeaseOptions lease = LeaseOptions.defaults().localHandover(given.localHandover());
    if (given.length() != null) {
      lease = lease.lease(given.length());
    }
    if (given.lockDelay() != null) {
      lease = lease.lockDelay(given.lockDelay());
    }
    if (given.sessionAware()) {
      lease = lease.sessionAware();
    }
    return given.strictClock() ? lease.strictClock() : lease;
  }
}
