package io.zkwire.console.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each write that is refused, or overtaken, beside those of {@link PageChangesTest}. */
class PageRefusalsTest extends ConsolePages {

  @BeforeEach
  void anew() {
    ada.script(
        "document.querySelectorAll('dialog').forEach(dialog => dialog.remove());"
            + "document.querySelector('.toasts').replaceChildren()");
  }

  @Test
  void anEarlierRevisionIsNotRestoredOverTheOthersChange() {
    zk.config().publish("back/key", "one");
    zk.config().publish("back/key", "two");
    settled("config/back/key");
    ada.sees("History");
    ada.press("Restore");
    await().until(() -> !ada.all("dialog[open]").isEmpty());
    zk.config().publish("back/key", "three");
    ada.pressInDialog("Restore");
    ada.seesInDialog("Somebody else has changed back/key", "-two", "+three");
    ada.shot("conflict-restore");
    ada.pressInDialog("Cancel");
    assertThat(zk.config().read("back/key", String.class)).contains("three");
  }

  @Test
  void anImportIsShownBeforeAndAfterItWasOvertaken() throws Exception {
    zk.config().publish("bring/a", "old");
    Path file = dir.resolve("import.json");
    Files.writeString(
        file,
        "{\"zkwire\":1,\"keys\":{\"bring/a\":\"new\",\"bring/b\":\"added\",\"shop/refresh\":\"soon\"}}");
    settled("config");
    ada.press("Import");
    ada.choose(file);
    ada.pressInDialog("Look at it");
    ada.seesInDialog("Publish 2 keys?", "-old", "+new", "+added", "no duration");
    ada.shot("import");
    assertThat(ada.findings()).isEmpty();
    zk.config().publish("bring/a", "theirs");
    ada.pressInDialog("Publish");
    ada.seesInDialog("Somebody else has changed bring/a", "-theirs", "+new");
    assertThat(zk.config().read("bring/b", String.class)).isEmpty();
    ada.pressInDialog("Publish");
    ada.isTold("2 keys published, 1 key refused");
    assertThat(zk.config().read("bring/a", String.class)).contains("new");
    assertThat(zk.config().read("shop/refresh", String.class)).isEmpty();
  }

  @Test
  void addressesAreCheckedAndCompared() throws Exception {
    zk.endpointStore().add("post", "10.0.2.1:25");
    settled("endpoints/post");
    ada.press("Add an address", 2);
    ada.type("dialog input[placeholder]", "nonsense");
    ada.pressInDialog("Add");
    ada.isTold("'nonsense' is no address");
    ada.press("Change");
    ada.type("dialog .field input", "10.0.2.9:25");
    zk.endpointStore().add("post", "10.0.2.2:25");
    ada.pressInDialog("Change");
    ada.seesInDialog("Somebody else has changed post", "+10.0.2.2:25");
    ada.pressInDialog("Cancel");
    ada.press("Remove");
    await().until(() -> !ada.all("dialog[open]").isEmpty());
    zk.endpointStore().add("post", "10.0.2.3:25");
    ada.pressInDialog("Remove");
    ada.seesInDialog("Somebody else has changed post", "+10.0.2.3:25");
    ada.pressInDialog("Cancel");
    assertThat(zk.endpointStore().read("post").addresses())
        .containsExactly("10.0.2.1:25", "10.0.2.2:25", "10.0.2.3:25");
  }

  @Test
  void aLeaderThatHasChangedIsNotAsked() throws Exception {
    try (var mine = zk.leadership("overtaken");
        var next = other.leadership("overtaken")) {
      await().until(() -> mine.held() || next.held());
      await().until(() -> zk.curator().getChildren().forPath("/leaders/overtaken").size() == 2);
      settled("leaders/role/overtaken");
      ada.press("Ask to resign");
      await().until(() -> !ada.all("dialog[open]").isEmpty());
      boolean first = mine.held();
      (first ? mine : next).close();
      await().until(() -> (first ? next : mine).held());
      ada.pressInDialog("Ask to resign");
      ada.seesInDialog("Another leads overtaken now");
      ada.pressInDialog("Cancel");
      assertThat(zk.curator().checkExists().forPath("/wishes/resign/overtaken")).isNull();
      assertThat((first ? next : mine).held()).isTrue();
    }
  }

  @Test
  void rawNodesOfZkwireAndOfSessionsStay() throws Exception {
    settled("tree/leaders/nightly-report");
    ada.press("Write");
    ada.isTold("belongs to zkwire");
    settled("tree/config/shop");
    ada.press("Delete");
    ada.pressInDialog("Delete");
    ada.isTold("has children");
    String held = zk.curator().getChildren().forPath("/members/shops").get(0);
    settled("tree/members/shops/" + held);
    ada.sees("Version");
    assertThat(ada.all(".node .actions button.primary")).isEmpty();
    zk.config().publish("raw/last", "one");
    settled("tree/config/raw/last");
    ada.press("Delete");
    await().until(() -> !ada.all("dialog[open]").isEmpty());
    zk.config().publish("raw/last", "two");
    ada.pressInDialog("Delete");
    ada.seesInDialog("Somebody else has changed /config/raw/last", "-one", "+two");
    ada.pressInDialog("Cancel");
    assertThat(zk.config().read("raw/last", String.class)).contains("two");
  }

  @Test
  void commandsAndItemsAreCheckedBeforeAnythingIsDone() throws Exception {
    settled("commands");
    ada.choose(1, "restock");
    ada.type(".form-args input", "many");
    ada.press("Send");
    ada.isTold("argument 1 of restock does not fit");

    settled("queues/mails");
    ada.sees("Try again");
    ada.press("Drop");
    await().until(() -> !ada.all("dialog[open]").isEmpty());
    for (var item : zk.queue("mails", String.class).parked()) {
      zk.queue("mails", String.class).drop(item.id());
    }
    ada.pressInDialog("Drop");
    ada.isTold("is not there");
  }

  @Test
  void anAccountIsComparedWithTheOneThatWasSeen() {
    settled("accounts");
    ada.sees("vera");
    ada.type("input[autocomplete=off]", "tom");
    ada.type("input[type=password]", PASSWORD);
    try (Chromium second = new Chromium(server).signIn("ada", PASSWORD)) {
      second.page("accounts");
      second.type("input[autocomplete=off]", "tom");
      second.type("input[type=password]", PASSWORD);
      second.press("Save");
      second.sees("tom");
    }
    ada.press("Save");
    ada.seesInDialog("Somebody else has changed tom", "-no account", "+viewer");
    ada.pressInDialog("Cancel");
    ada.type("input[autocomplete=off]", "two words");
    ada.press("Save");
    ada.isTold("'two words' is not allowed");
  }
}
