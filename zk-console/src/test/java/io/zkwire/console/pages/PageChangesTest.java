package io.zkwire.console.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What operators change on the pages, and who was quicker. */
class PageChangesTest extends ConsolePages {

  @Test
  void aValueIsCheckedPublishedAndKeptFromCollision() {
    settled("config/shop/refresh");
    ada.type(".side-detail .field input", "soon");
    ada.sees("It does not fit");
    ada.type(".side-detail .field input", "30s");
    ada.sees("What changes");
    ada.press("Publish");
    await().until(() -> zk.config().read("shop/refresh", Duration.class).isPresent());
    ada.sees("Version", "ada");

    ada.type(".side-detail .field input", "40s");
    zk.config().publish("shop/refresh", "35s");
    ada.sees("Somebody else has published");
    zk.config().publish("shop/refresh", "36s");
    await().until(() -> ada.text().contains("36s"));
    ada.press("Publish");
    // The page has taken over the version of the other's change only where nothing was typed.
    ada.sees("Somebody else has changed it");
    assertThat(zk.config().read("shop/refresh", Duration.class)).contains(Duration.ofSeconds(36));
    ada.press("Publish mine all the same");
    await()
        .until(
            () ->
                zk.config()
                    .read("shop/refresh", Duration.class)
                    .equals(java.util.Optional.of(Duration.ofSeconds(40))));
    ada.sees("40s");
  }

  /** Each write but those of values, which show it in their own editor. */
  @Test
  void aConflictShowsTheOthersChangeAndWritesNothing() throws Exception {
    zk.endpointStore().add("mail", "10.0.1.1:25");
    settled("endpoints/mail");
    ada.sees("10.0.1.1:25");
    ada.press("Add an address", 2);
    ada.type("dialog input[placeholder]", "10.0.1.3:25");
    zk.endpointStore().add("mail", "10.0.1.2:25");
    ada.pressInDialog("Add");
    ada.seesInDialog("Somebody else has changed mail", "+10.0.1.2:25");
    ada.shot("conflict-endpoints");
    assertThat(ada.findings()).isEmpty();
    assertThat(zk.endpointStore().read("mail").addresses()).doesNotContain("10.0.1.3:25");
    ada.pressInDialog("Do mine all the same");
    await().until(() -> zk.endpointStore().read("mail").addresses().size() == 3);

    settled("members/shops");
    ada.press("Drain all");
    await().until(() -> !ada.all("dialog[open]").isEmpty());
    String wish = "/operators/shops";
    zk.curator().create().orSetData().creatingParentsIfNeeded().forPath(wish, bytes("ONLINE"));
    ada.pressInDialog("Drain all");
    ada.seesInDialog("Somebody else wants something of all", "-nothing", "+online");
    ada.pressInDialog("Cancel");
    assertThat(zk.curator().getData().forPath(wish)).isEqualTo(bytes("ONLINE"));
    zk.curator().setData().forPath(wish, new byte[0]);

    zk.config().publish("raw/node", "first");
    settled("tree/config/raw/node");
    ada.type(".node textarea", "mine");
    zk.config().publish("raw/node", "theirs");
    ada.press("Write");
    ada.seesInDialog("Somebody else has changed /config/raw/node", "-first", "+theirs");
    ada.pressInDialog("Cancel");
    assertThat(zk.config().read("raw/node", String.class)).contains("theirs");
    ada.press("Write");
    ada.pressInDialog("Do mine all the same");
    await().until(() -> zk.config().read("raw/node", String.class).get().equals("mine"));

    zk.config().publish("raw/other", "one");
    settled("config/raw/other");
    ada.press("Delete");
    await().until(() -> !ada.all("dialog[open]").isEmpty());
    zk.config().publish("raw/other", "two");
    ada.pressInDialog("Delete");
    ada.seesInDialog("Somebody else has changed raw/other", "-one", "+two");
    ada.pressInDialog("Cancel");
    assertThat(zk.config().read("raw/other", String.class)).contains("two");
  }

  @Test
  void operatorsDoWhatThePagesOffer() throws Exception {
    settled("members/shops/shop-2");
    ada.press("Drain");
    ada.sees("drained");
    ada.press("Bring on line");
    ada.sees("online");
    settled("leaders/role/nightly-report");
    await().until(leadership::held);
    ada.press("Ask to resign");
    ada.pressInDialog("Ask to resign");
    await().atMost(Duration.ofSeconds(30)).until(() -> !leadership.held());
    assertThat(zk.curator().checkExists().forPath("/wishes/resign/nightly-report")).isNull();

    settled("endpoints/web");
    ada.press("Add an address");
    ada.type("dialog input[placeholder]", "10.0.0.9:80");
    ada.pressInDialog("Add");
    await().until(() -> zk.endpointStore().read("web").addresses().contains("10.0.0.9:80"));
    ada.sees("10.0.0.9:80");

    settled("commands");
    ada.choose(1, "greet");
    ada.type(".form-args input", "Grace");
    ada.press("Send");
    ada.sees("Hello Grace");

    settled("queues/mails");
    ada.press("Drop");
    ada.pressInDialog("Drop");
    await().until(() -> zk.queue("mails", String.class).parked().size() == 1);
    settled("audit");
    ada.sees("queues.drop", "leaders.resign", "members.offline", "endpoints.add", "commands.send");
  }
}
