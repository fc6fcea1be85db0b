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

  /** Somebody's classes: each is mapped in one way. */
  static class Leads {
    void send(String mail) {
      throw new IllegalStateException(mail);
    }
  }

  static class Locks {
    void send(String mail) {
      throw new IllegalStateException(mail);
    }
  }

  static class Permits {
    void send(String mail) {
      throw new IllegalStateException(mail);
    }
  }

  static class Meets {
    void send(String mail) {
      throw new IllegalStateException(mail);
    }
  }

  static class Throws {
    final List<String> sent = new CopyOnWriteArrayList<>();

    void send(String mail) {
      sent.add(mail);
    }
  }

  private static void bind(ZkWire zk, Object object, String guard) {
    String mapping =
        """
        version: 1
        zookeeper: { connect: "unused" }
        classes:
          - class: %s
            methods: [ { method: send, queue: mail, %s } ]
        """
            .formatted(object.getClass().getName(), guard);
    AgentCarrier.get().bind(zk, object, mapping);
  }

  private static void refused(ZkWire zk, Object object, String guard) {
    assertThatThrownBy(() -> bind(zk, object, guard))
        .as(guard)
        .isInstanceOfSatisfying(
            ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.QUEUE_CONSUMER));
  }

  @Test
  void aConsumerWhoseGuardSkipsIsRefused(ZkClients clients) {
    ZkWire zk = clients.newClient();
    WorkQueue<String> mails = clients.newClient().queue("mail", String.class);
    mails.put("one");
    refused(zk, new Leads(), "leader-only: mailer");
    refused(zk, new Locks(), "lock: mailer, wait: 10ms, otherwise: skip");
    refused(zk, new Permits(), "permit: mailer, permits: 1");
    refused(zk, new Meets(), "barrier: mailer, parties: 2, timeout: 10ms");
    assertThat(mails.state().finished()).isZero();
  }

  @Test
  void aConsumerWhoseGuardThrowsTakesItemsWhenItMay(ZkClients clients) {
    ZkWire zk = clients.newClient();
    zk.queue("mail", String.class).put("one");
    Throws sender = new Throws();
    bind(zk, sender, "leader-only: mailer, otherwise: throw");
    await().untilAsserted(() -> assertThat(sender.sent).containsExactly("one"));
  }
}
