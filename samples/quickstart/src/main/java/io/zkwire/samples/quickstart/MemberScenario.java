package io.zkwire.samples.quickstart;

import java.io.IOException;
import java.util.List;

/**
 * Members: each application sees the others, with what they tell of themselves; one dies, and one
 * is drained by an operator.
 */
final class MemberScenario implements Scenario {

  private static final String WISH = "/operators/reporters/";

  private final Apps apps;
  private final Shell shell;
  private final Story story;
  private String drained = "";

  MemberScenario(Stage stage) {
    this.apps = stage.apps();
    this.shell = stage.shell();
    this.story = stage.story();
  }

  @Override
  public String title() {
    return "Members: who is there, and how they are";
  }

  @Override
  public List<Step> steps() {
    return List.of(
        new Step("Each sees all of them, and what they tell", this::overview),
        new Step("One is killed: the others are told that it died", this::death),
        new Step("An operator wants the leader off line: it is drained", this::drain),
        new Step("The operator wants it on line again", this::resume));
  }

  private void overview() throws InterruptedException {
    App leader = apps.line().get(0);
    for (App app : apps.all()) {
      List<String> seen = app.members(leader.name() + " HEALTHY ONLINE ", apps.all().size());
      story.tick(app.name() + "  sees " + String.join(", ", seen), Story.NO_TIME);
    }
  }

  private void death() throws IOException, InterruptedException {
    List<App> line = apps.line();
    App victim = line.get(line.size() - 1);
    long start = System.nanoTime();
    apps.kill(victim);
    for (App app : apps.all()) {
      long took = app.await("gone " + victim.name() + " DIED").nanos() - start;
      story.tick(app.name() + "  was told that " + victim.name() + " died", took);
    }
    story.command("start " + victim.name() + " again");
    apps.start(victim.name());
    for (App app : apps.all()) {
      if (!app.name().equals(victim.name())) {
        app.await("joined " + victim.name());
      }
    }
    story.tick("all    others were told that " + victim.name() + " joined", Story.NO_TIME);
  }

  private void drain() throws IOException, InterruptedException {
    List<App> line = apps.line();
    drained = line.get(0).name();
    long start =
        shell.type(
            "create /operators",
            "create /operators/reporters",
            "create " + WISH + drained + " OFFLINE");
    long off = line.get(0).await("off line").nanos() - start;
    story.tick(drained + "  has resigned, begins nothing more and was told", off);
    for (App app : apps.all()) {
      long took = app.await("status " + drained + " DRAINED").nanos() - start;
      story.tick(app.name() + "  sees " + drained + " DRAINED", took);
    }
    App next = line.get(1);
    long took = next.await("leads ").nanos() - start;
    next.await("report ");
    story.tick(next.name() + "  leads and makes the reports", took);
  }

  private void resume() throws IOException, InterruptedException {
    long start = shell.type("set " + WISH + drained + " ONLINE");
    for (App app : apps.all()) {
      long took = app.await("status " + drained + " ONLINE").nanos() - start;
      story.tick(app.name() + "  sees " + drained + " ONLINE", took);
    }
    apps.line();
    story.tick(drained + "  stands at the end of the line", Story.NO_TIME);
  }
}
