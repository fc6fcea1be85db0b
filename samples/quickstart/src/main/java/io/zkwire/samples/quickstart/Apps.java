package io.zkwire.samples.quickstart;

import io.zkwire.samples.quickstart.app.ReportApp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All application JVMs: waits for each of them, and compares what each of them shows. */
final class Apps {

  private static final int HOW_MANY = 3;

  private final Story story;
  private final List<App> apps = new ArrayList<>();

  private Apps(Story story) {
    this.story = story;
  }

  static Apps start(Children children, Story story, String address)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Apps apps = new Apps(story);
    List<Child> started = new ArrayList<>();
    for (int i = 1; i <= HOW_MANY; i++) {
      started.add(children.start("app-" + i, ReportApp.class.getName(), address));
    }
    for (Child child : started) {
      Child.Line ready = child.await(0, "ready");
      apps.apps.add(new App(child));
      story.tick(
          child.name() + "  has bound its object, pid " + child.pid(), ready.nanos() - start);
    }
    return apps;
  }

  /** From here on only what they say later counts. */
  void mark() {
    apps.forEach(App::mark);
  }

  /** Waits for a line of each, and returns the first one's. */
  String await(String words) throws InterruptedException {
    String first = "";
    for (App app : apps) {
      String text = app.await(words).text();
      first = first.isEmpty() ? text : first;
    }
    return first;
  }

  /**
   * Waits for a line of each, then compares all its fields.
   *
   * @param words how the line begins
   * @param meaning what the story makes of it
   * @param since when that was caused
   * @param expected all fields
   * @param shown which of them the story shows
   */
  void expect(
      String words, String meaning, long since, Map<String, String> expected, String... shown)
      throws InterruptedException {
    for (App app : apps) {
      long took = app.await(words).nanos() - since;
      compare(app, expected, meaning, took, shown);
    }
  }

  /** Compares all fields now. */
  void show(Map<String, String> expected, String... shown) throws InterruptedException {
    for (App app : apps) {
      compare(app, expected, "", Story.NO_TIME, shown);
    }
  }

  private static String text(Map<String, String> fields, String... shown) {
    return Arrays.stream(shown)
        .map(name -> name + " = " + fields.get(name))
        .collect(Collectors.joining(", "));
  }

  private void compare(
      App app, Map<String, String> expected, String meaning, long took, String... shown)
      throws InterruptedException {
    Map<String, String> fields = app.fields();
    for (Map.Entry<String, String> field : expected.entrySet()) {
      String found = fields.get(field.getKey());
      if (!field.getValue().equals(found)) {
        throw new Difference(
            "%s shows %s = %s, expected %s"
                .formatted(app.name(), field.getKey(), found, field.getValue()));
      }
    }
    story.tick(app.name() + "  " + meaning + text(fields, shown), took);
  }

  /** Compares that none has said something. */
  void silentAbout(String words, String meaning) {
    for (App app : apps) {
      if (!app.silentAbout(words)) {
        throw new Difference(app.name() + " said '" + words + "' when nothing had changed");
      }
    }
    story.tick("all    " + meaning, Story.NO_TIME);
  }

  /** Ends each, and compares that it ends well. */
  void end() throws InterruptedException {
    for (App app : apps) {
      long start = System.nanoTime();
      int code = app.end();
      if (code != 0) {
        throw new Difference(app.name() + " ended with code " + code);
      }
      story.tick(app.name() + "  has closed its connection and ended", System.nanoTime() - start);
    }
  }

  /** Compares that the listener of each has been called. */
  void heard(String change) throws InterruptedException {
    await("heard " + change);
    story.tick("all    listeners were called: " + change, Story.NO_TIME);
  }
}
