package io.zkwire.runtime.session;

import io.zkwire.ValueConverter;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.TlsOptions;
import io.zkwire.runtime.ZkClock;
import io.zkwire.runtime.ZkMetrics;
import io.zkwire.runtime.ZkTracer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.curator.framework.AuthInfo;
import org.apache.curator.framework.api.ACLProvider;
import org.jspecify.annotations.Nullable;

/**
 * What a session is started with, already checked. Immutable.
 *
 * @param servers {@code host:port,host:port}; empty for a client that somebody else owns
 * @param prefix the chroot, {@code ""} or {@code /acme}: every path stands below it
 * @param sessionTimeout what is asked of the server, which may negotiate another
 * @param connectTimeout how long to wait for the first connection, and for a blocking request
 * @param auth credentials to add to each connection
 * @param tls how to speak TLS, or null for plain connections
 * @param saslContext the JAAS login context, or null for no SASL
 * @param acls the ACL of each node that is created, or null for the client's own
 * @param snapshots where last good values are kept, or null for nowhere
 * @param metrics where to count
 * @param tracer who looks on while work runs, or null for nobody
 * @param clock which time it is
 * @param properties values of placeholders
 * @param converters converters by type
 * @param author who publishes
 * @param history how many earlier revisions of a key are kept
 * @param lease how exclusive work is kept safe
 * @param callbackWarning after how long a callback that still runs is reported
 * @param commandRetention how long commands are kept after their deadline
 * @param apart whether nothing of the application around it is heeded or inherited
 */
public record SessionOptions(
    String servers,
    String prefix,
    Duration sessionTimeout,
    Duration connectTimeout,
    List<AuthInfo> auth,
    @Nullable TlsOptions tls,
    @Nullable String saslContext,
    @Nullable ACLProvider acls,
    @Nullable Path snapshots,
    ZkMetrics metrics,
    @Nullable ZkTracer tracer,
    ZkClock clock,
    Map<String, String> properties,
    Map<Class<?>, ValueConverter<?>> converters,
    String author,
    int history,
    LeaseOptions lease,
    Duration callbackWarning,
    Duration commandRetention,
    boolean apart) {

  @Override
  public String toString() {
    return "SessionOptions[" + servers + prefix + ", sessionTimeout=" + sessionTimeout + "]";
  }
}
