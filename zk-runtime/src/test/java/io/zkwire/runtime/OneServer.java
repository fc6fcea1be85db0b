package io.zkwire.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real server for each test, those who use it below {@code /app}, and what they have counted. All
 * of them are closed after the test.
 */
final class OneServer implements BeforeEachCallback, AfterEachCallback {

  private final Counting counted = new Counting();
  private final List<ZkWire> opened = new ArrayList<>();
  private TestingServer server;
  private CuratorFramework stranger;

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    server = new TestingServer();
    stranger = CuratorFrameworkFactory.newClient(server.getConnectString(), new RetryOneTime(100));
    stranger.start();
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    opened.forEach(ZkWire::close);
    stranger.close();
    server.close();
  }

  /** One more process. */
  ZkWire open() {
    return closedLater(
        ZkWire.builder()
            .connect(connectString())
            .sessionTimeout(Duration.ofSeconds(4))
            .metrics(counted)
            .start());
  }

  /** One of which nothing is counted. */
  ZkWire openUncounted() {
    return closedLater(ZkWire.connect(connectString()));
  }

  private ZkWire closedLater(ZkWire zk) {
    opened.add(zk);
    return zk;
  }

  private String connectString() {
    return server.getConnectString() + "/app";
  }

  /** Somebody who knows nothing of zkwire, and sees the nodes from the root on. */
  CuratorFramework stranger() {
    return stranger;
  }

  /** What all those have counted that were opened. */
  Counting counted() {
    return counted;
  }
}
