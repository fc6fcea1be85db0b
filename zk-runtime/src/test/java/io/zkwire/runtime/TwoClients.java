package io.zkwire.runtime;

import java.time.Duration;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with two clients of one server, in one chroot. */
abstract class TwoClients {

  TestingServer server;
  ZkWire one;
  ZkWire two;

  @BeforeEach
  void connect() throws Exception {
    server = new TestingServer();
    one = open();
    two = open();
  }

  @AfterEach
  void disconnect() throws Exception {
    one.close();
    two.close();
    server.close();
  }

  /** One more of them. */
  ZkWire open() {
    ZkWireBuilder builder =
        ZkWire.builder()
            .connect(server.getConnectString() + "/app")
            .sessionTimeout(Duration.ofSeconds(4));
    configure(builder);
    return builder.start();
  }

  /** Sets what a test needs beyond that. */
  void configure(ZkWireBuilder builder) {}
}
