package io.zkwire.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.ErrorCode;
import io.zkwire.WorkQueue;
import io.zkwire.ZkWireException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** An item whose call is skipped would count as done. */
@ZkTest(sessionTimeout = "4s")
class QueueGuardTest {

  /** Somebody's class. */
  static class Sender {
    final List<String> sent = new CopyOnWriteArrayList<>();

    void send(String mail) {
      sent.add(mail);
    }
  }

  private static String mapping(String more) {
    return """
    version: 1
    zookeeper: { connect: "unused" }
    classes:
      - class: %s
        methods: [ { method: send, queue: mail%s } ]
    """
        .formatted(Sender.class.getName(), more);
  }

  @Test
  void aConsumerWhoseGuardSkipsIsRefused(ZkClients clients) {
    ZkWire zk = clients.newClient();
    ZkWire other = clients.newClient();
    WorkQueue<String> mails = other.queue("mail", String.class);
    mails.put("one");
    for (String guard :
        List.of(
            ", leader-only: mailer",
            ", leader-only: mailer, otherwise: skip",
            ", lock: mailer, wait: 10ms",
            ", permit: mailer, permits: 1",
            ", barrier: mailer, parties: 2, timeout: 10ms")) {
      Sender sender = new Sender();
      assertThatThrownBy(() -> AgentCarrier.get().bind(zk, sender, mapping(guard)))
          .as(guard)
          .isInstanceOfSatisfying(
              ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.QUEUE_CONSUMER));
    }
    assertThat(mails.state().finished()).isZero();
  }

  @Test
  void aConsumerWhoseGuardThrowsTakesItemsWhenItMay(ZkClients clients) {
    ZkWire zk = clients.newClient();
    WorkQueue<String> mails = zk.queue("mail", String.class);
    mails.put("one");
    Sender sender = new Sender();
    AgentCarrier.get().bind(zk, sender, mapping(", leader-only: mailer, otherwise: throw"));
    await().untilAsserted(() -> assertThat(sender.sent).containsExactly("one"));
  }
}
