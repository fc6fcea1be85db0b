package io.zkwire.spring;

import io.zkwire.junit.ZkServer;
import io.zkwire.runtime.ZkWire;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Applications under test. */
final class Apps {

  private static final AtomicInteger COUNT = new AtomicInteger();

  static {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60)); // machines that build are busy
  }

  private Apps() {}

  /** A place in ZooKeeper that no other test has. */
  static String place(ZkServer server) {
    return server.connectString() + "/app" + COUNT.incrementAndGet();
  }

  /** Another process, as it were. */
  static ZkWire other(String place) {
    return ZkWire.builder().connect(place).sessionTimeout(Duration.ofSeconds(2)).start();
  }

  /** An application with zkwire and nothing else, with short times. */
  static ApplicationContextRunner at(String place) {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                ZkWireGuardAutoConfiguration.class, ZkWireAutoConfiguration.class))
        .withPropertyValues(
            "zkwire.connect=" + place,
            "zkwire.session-timeout=2s",
            "zkwire.lease.length=1s",
            "zkwire.lease.lock-delay=1s");
  }
}
