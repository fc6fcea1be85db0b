package io.zkwire.tests.faults;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.state.StandardConnectionStateErrorPolicy;
import org.apache.curator.retry.ExponentialBackoffRetry;

/** A recipe of Curator, by a client of Curator as its pages show it. */
abstract class StockSubject implements Subject {
  private static final int CONNECT_MILLIS = 15_000;

  final Terms terms;
  private CuratorFramework client;

  StockSubject(Terms terms) {
    this.terms = terms;
  }

  /** The client, once there is one. */
  final CuratorFramework client() {
    return client;
  }

  /** What the recipe says when it is asked. */
  abstract boolean mayWrite();

  @Override
  public void connect(Events events) throws Exception {
    CuratorFramework made =
        CuratorFrameworkFactory.builder()
            .connectString(terms.servers())
            .namespace(terms.chroot().substring(1))
            .sessionTimeoutMs(Math.toIntExact(terms.session().toMillis()))
            .connectionTimeoutMs(CONNECT_MILLIS)
            .retryPolicy(new ExponentialBackoffRetry(100, 10, 1_000))
            .connectionStateErrorPolicy(new StandardConnectionStateErrorPolicy())
            // A client stays with the servers that it was given: that is how it is pinned.
            .ensembleTracker(false)
            .build();
    Sessions.tell(made, events);
    made.start();
    if (!made.blockUntilConnected(CONNECT_MILLIS, TimeUnit.MILLISECONDS)) {
      made.close();
      throw new IllegalStateException("No connection to " + terms.servers());
    }
    client = made;
  }

  /** What a careful user of a recipe can do: ask, then write. */
  @Override
  public final String fence(String path, String data) {
    if (!mayWrite()) {
      return "refused not-held";
    }
    try {
      client.usingNamespace(null).setData().forPath(path, data.getBytes(StandardCharsets.UTF_8));
      return "accepted";
    } catch (Exception e) {
      return "unknown " + e;
    }
  }

  @Override
  public final void expire() throws Exception {
    Sessions.expire(client, terms.servers());
  }

  @Override
  public final String session() throws Exception {
    return Sessions.id(client);
  }

  @Override
  public final void confirm() {
    throw new UnsupportedOperationException("Curator knows no generation");
  }

  @Override
  public void close() {
    client.close();
  }
}
