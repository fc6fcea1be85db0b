package io.zkwire.runtime;

import static io.zkwire.runtime.Mail.mails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.ZkWireException;
import java.time.Duration;
import java.util.List;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.junit.jupiter.api.Test;

/** Queues of which ACLs close some nodes. */
class QueueDeniedTest extends QueueCase {

  private void allow(String path, int permissions) throws Exception {
    stranger
        .setACL()
        .withACL(List.of(new ACL(permissions | Perms.ADMIN, Ids.ANYONE_ID_UNSAFE)))
        .forPath(ROOT + path);
  }

  private void awaitProblem(String path, String permission) {
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(two.health().problems())
                    .anySatisfy(
                        problem ->
                            assertThat(problem.message()).contains(path).contains(permission)));
  }

  @Test
  void anItemThatMayNotBeReadHoldsUpNoOther() throws Exception {
    mails.put(new Mail("ada", 1));
    String first = "/items/5/" + children("/items/5").get(0);
    allow(first, Perms.WRITE);
    mails.putAll(mails(5));
    two.queue("mail", Mail.class).consume(AT_ONCE, (mail, delivery) -> {});
    awaitProblem("/queues/mail" + first, "READ");
    await().until(() -> mails.state().finished() == 5);
    allow(first, Perms.ALL);
    await().atMost(Duration.ofSeconds(15)).until(() -> mails.state().finished() == 6);
    await().atMost(Duration.ofSeconds(15)).until(() -> two.health().problems().isEmpty());
  }

  private void takeDenied(String path, int left, String missing) throws Exception {
    allow(path, left);
    two.queue("mail", Mail.class).consume(AT_ONCE, (mail, delivery) -> {});
    awaitProblem("/queues/mail" + path, missing);
  }

  /** It is not tried all the time. */
  private void rests() {
    long before = counted.requests();
    await().during(Duration.ofSeconds(2)).until(() -> mails.state().finished() == 0);
    assertThat(counted.requests() - before).isLessThan(150);
  }

  private void finishAllowed(String path, int items) throws Exception {
    allow(path, Perms.ALL);
    await().atMost(Duration.ofSeconds(15)).until(() -> mails.state().finished() == items);
    await().until(() -> two.health().problems().isEmpty());
  }

  @Test
  void whoMayNotClaimSaysSoAndRests() throws Exception {
    mails.putAll(mails(2));
    takeDenied("/claims", Perms.READ | Perms.DELETE, "CREATE");
    rests();
    finishAllowed("/claims", 2);
  }

  @Test
  void whoMayNotReadTheItemsSaysSo() throws Exception {
    mails.put(new Mail("ada", 1));
    takeDenied("/items/5", Perms.CREATE | Perms.DELETE, "READ");
    assertThatThrownBy(() -> mails.state()).isInstanceOf(ZkWireException.class);
    finishAllowed("/items/5", 1);
  }

  @Test
  void whoMayNotStandAmongTheConsumersSaysSo() throws Exception {
    mails.put(new Mail("ada", 1));
    takeDenied("/consumers", Perms.READ | Perms.DELETE, "CREATE");
    finishAllowed("/consumers", 1);
  }

  @Test
  void whoMayNotWriteTheCountOfWhatIsDoneSaysSoAndRests() throws Exception {
    mails.put(new Mail("ada", 1));
    takeDenied("/done", Perms.READ, "WRITE");
    rests();
    finishAllowed("/done", 1);
  }
}
