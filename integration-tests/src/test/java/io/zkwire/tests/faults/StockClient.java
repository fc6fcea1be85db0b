package io.zkwire.tests.faults;

import io.zkwire.tests.faults.Subject.Terms;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.state.ConnectionStateErrorPolicy;
import org.apache.curator.retry.ExponentialBackoffRetry;

/** A client of Curator as its pages show it. */
final class StockClient {
  private static final int CONNECT_MILLIS = 15_000;

  private StockClient() {}

  static CuratorFramework connect(Terms terms, ConnectionStateErrorPolicy policy, Events events)
      throws InterruptedException {
    CuratorFramework client =
        CuratorFrameworkFactory.builder()
            .connectString(terms.servers())
            .namespace(terms.chroot().substring(1))
            .sessionTimeoutMs(Math.toIntExact(terms.session().toMillis()))
            .connectionTimeoutMs(CONNECT_MILLIS)
            .retryPolicy(new ExponentialBackoffRetry(100, 10, 1_000))
            .connectionStateErrorPolicy(policy)
            // A client stays with the servers that it was given: that is how it is pinned.
            .ensembleTracker(false)
            .build();
    Sessions.tell(client, events);
    client.start();
    if (!client.blockUntilConnected(CONNECT_MILLIS, TimeUnit.MILLISECONDS)) {
      client.close();
      throw new IllegalStateException("No connection to " + terms.servers());
    }
    return client;
  }

  /** What a careful user of a recipe can do: ask, then write. */
  static String writeIf(boolean mayWrite, CuratorFramework client, String path, String data) {
    if (!mayWrite) {
      return "refused not-held";
    }
    try {
      client.usingNamespace(null).setData().forPath(path, data.getBytes(StandardCharsets.UTF_8));
      return "accepted";
    } catch (Exception e) {
      return "unknown " + e;
    }
  }
}
