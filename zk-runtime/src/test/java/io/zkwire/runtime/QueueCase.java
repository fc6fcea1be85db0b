package io.zkwire.runtime;

import static org.awaitility.Awaitility.await;

import io.zkwire.ConsumerOptions;
import io.zkwire.WorkQueue;
import java.time.Duration;
import java.util.List;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What tests of queues have in common: a queue of mails, one who puts, and one who takes. */
abstract class QueueCase {

  static final ConsumerOptions AT_ONCE = ConsumerOptions.defaults().retryDelay(Duration.ZERO);
  static final String ROOT = "/app/queues/mail";

  @RegisterExtension final OneServer server = new OneServer();
  final Counting counted = server.counted();
  CuratorFramework stranger;
  WorkQueue<Mail> mails;
  ZkWire one;
  ZkWire two;

  @BeforeEach
  void connect() {
    stranger = server.stranger();
    one = server.open();
    two = server.open();
    mails = one.queue("mail", Mail.class);
  }

  List<String> children(String path) {
    try {
      return stranger.getChildren().forPath(ROOT + path);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  void awaitIdle(int consumers) {
    await()
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              Stat stat = stranger.checkExists().forPath(ROOT + "/idle");
              return stat != null && stat.getNumChildren() == consumers;
            });
  }
}
