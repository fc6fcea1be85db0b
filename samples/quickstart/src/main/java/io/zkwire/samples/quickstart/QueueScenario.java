package io.zkwire.samples.quickstart;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A work queue: any application puts mails, any of them sends them. One that is not sent, or sent
 * twice although nobody was killed, is a difference.
 */
final class QueueScenario implements Scenario {

  private static final int MAILS = 12;

  private final Apps apps;
  private final Story story;
  private String killed = "";

  QueueScenario(Stage stage) {
    this.apps = stage.apps();
    this.story = stage.story();
  }

  @Override
  public String title() {
    return "A queue: mails that are never lost";
  }

  @Override
  public List<Step> steps() {
    return List.of(
        new Step("One puts mails, and each is sent once, by one of them", this::each),
        new Step("A consumer is killed in the middle of a mail", this::killInTheMiddle),
        new Step("It is started again, and sends mails as before", this::comeback));
  }

  private void each() throws InterruptedException {
    put("first", MAILS);
  }

  /** Lets one put mails, and waits until each was sent by somebody. */
  private void put(String name, int count) throws InterruptedException {
    App from = apps.all().get(0);
    long start = System.nanoTime();
    story.command(from.name() + " puts " + count + " mails");
    for (int i = 1; i <= count; i++) {
      from.say("mail " + name + "-" + i);
    }
    long last = start;
    for (int i = 1; i <= count; i++) {
      Child.Line sent = apps.awaitAny("sent " + name + "-" + i + " ").line();
      if (!sent.text().endsWith(" 1")) {
        throw new Difference("a mail was sent at another try than the first: " + sent.text());
      }
      last = Math.max(last, sent.nanos());
    }
    List<String> shares = new ArrayList<>();
    int sum = 0;
    for (App app : apps.all()) {
      int share = app.count("sent " + name + "-");
      sum += share;
      shares.add(app.name() + " " + share);
    }
    if (sum != count) {
      throw new Difference(count + " mails were put, and " + sum + " sent: " + shares);
    }
    story.tick("all " + count + " are sent, each once: " + String.join(", ", shares), last - start);
  }

  private void killInTheMiddle() throws InterruptedException {
    App from = apps.all().get(0);
    story.command(from.name() + " puts one mail to a server that does not answer");
    from.say("slow");
    Apps.Said begun = apps.awaitAny("begins slow 1");
    killed = begun.app().name();
    story.tick(killed + "  has taken it, and waits for the server", Story.NO_TIME);
    long start = System.nanoTime();
    apps.kill(begun.app());
    Apps.Said sent = apps.awaitAny("sent slow ");
    if (!sent.line().text().equals("sent slow 2")) {
      throw new Difference(sent.app().name() + " said '" + sent.line().text() + "'");
    }
    story.tick(
        sent.app().name() + "  has sent it, at the second try: its session is over, its claim gone",
        sent.line().nanos() - start);
    put("other", MAILS);
  }

  private void comeback() throws IOException, InterruptedException {
    story.command("start " + killed + " again");
    apps.start(killed);
    apps.mark();
    put("more", MAILS);
  }
}
