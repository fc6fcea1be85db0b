package io.zkwire.samples.quickstart;

import java.io.IOException;
import java.util.List;

/**
 * A task of three workers of which one is killed in the middle, and a command to all of them. Each
 * application sees how far each is.
 */
final class TaskScenario implements Scenario {

  private static final String CACHE = "prices";

  private final Apps apps;
  private final Story story;
  private String killed = "";

  TaskScenario(Stage stage) {
    this.apps = stage.apps();
    this.story = stage.story();
  }

  @Override
  public String title() {
    return "Tasks: how far they are, and a command to all";
  }

  @Override
  public List<Step> steps() {
    return List.of(
        new Step("All import their orders, and each sees all of them", this::begin),
        new Step("One is killed: the others see how far it was", this::death),
        new Step("The others come to an end", this::end),
        new Step("One tells all to flush a cache, and all acknowledge it", this::command));
  }

  private void begin() throws InterruptedException {
    apps.all().forEach(app -> app.say("import"));
    for (App viewer : apps.all()) {
      for (App worker : apps.all()) {
        viewer.await("import " + worker.name() + ": 1"); // some percent
      }
      story.tick(viewer.name() + "  sees all of them at work", Story.NO_TIME);
    }
  }

  private void death() throws InterruptedException {
    App victim = apps.all().get(apps.all().size() - 1);
    killed = victim.name();
    apps.kill(victim);
    long start = System.nanoTime();
    for (App viewer : apps.all()) {
      Child.Line line = viewer.awaitEnd("import " + killed, "died");
      story.tick(
          viewer.name() + "  sees " + line.text().substring("import ".length()),
          line.nanos() - start);
    }
  }

  private void end() throws IOException, InterruptedException {
    for (App worker : apps.all()) {
      for (App viewer : apps.all()) {
        viewer.await("import " + worker.name() + ": 100 %, done");
      }
      story.tick("all    see " + worker.name() + ": 100 %, done", Story.NO_TIME);
    }
    story.command("start " + killed + " again");
    apps.start(killed);
  }

  private void command() throws InterruptedException {
    App sender = apps.all().get(0);
    story.command(sender.name() + ": reporters.toAll().send(\"flush-cache\", \"" + CACHE + "\")");
    long start = System.nanoTime();
    sender.say("flush " + CACHE);
    for (App app : apps.all()) {
      long took = app.await("flushed " + CACHE).nanos() - start;
      story.tick(app.name() + "  has flushed its cache", took);
    }
    for (App app : apps.all()) {
      long took = sender.await("answer " + app.name() + " DONE").nanos() - start;
      story.tick(sender.name() + "  was told that " + app.name() + " has done it", took);
    }
  }
}
