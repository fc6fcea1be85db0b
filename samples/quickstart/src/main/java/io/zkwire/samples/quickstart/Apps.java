package io.zkwire.samples.quickstart;

import io.zkwire.samples.quickstart.app.ReportApp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All application JVMs: waits for each of them, and compares what each of them shows. */
final class Apps {

  private static final int HOW_MANY = 3;
  private static final long PAUSE_MILLIS = 50;

  private final Children children;
  private final Story story;
  private final String address;
  private final List<App> apps = new ArrayList<>();

  private Apps(Children children, Story story, String address) {
    this.children = children;
    this.story = story;
    this.address = address;
  }

  static Apps start(Children children, Story story, String address)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Apps apps = new Apps(children, story, address);
    List<Child> started = new ArrayList<>();
    for (int i = 1; i <= HOW_MANY; i++) {
      started.add(apps.launch("app-" + i));
    }
    for (Child child : started) {
      apps.add(child, start);
    }
    return apps;
  }

  /** Starts one more. */
  App start(String name) throws IOException, InterruptedException {
    long start = System.nanoTime();
    return add(launch(name), start);
  }

  private Child launch(String name) throws IOException {
    return children.start(name, ReportApp.class.getName(), address, name);
  }

  private App add(Child child, long start) throws InterruptedException {
    Child.Line ready = child.await(0, "ready");
    App app = new App(child);
    apps.add(app);
    apps.sort(Comparator.comparing(App::name));
    story.tick(child.name() + "  has bound its object, pid " + child.pid(), ready.nanos() - start);
    return app;
  }

  /** All that run. */
  List<App> all() {
    return List.copyOf(apps);
  }

  /** Kills one; from here on only the others count. */
  void kill(App app) {
    story.command("kill -9 " + app.pid() + "    (" + app.name() + ")");
    apps.remove(app);
    app.kill();
  }

  /**
   * All of them in the order in which they would lead. Waits until all see the same, since the node
   * of a session that has ended stands for a while.
   */
  List<App> line() throws InterruptedException {
    long deadline = System.nanoTime() + Child.PATIENCE.toNanos();
    while (true) {
      List<List<Long>> seen = new ArrayList<>();
      for (App app : apps) {
        seen.add(app.line());
      }
      List<Long> line = seen.get(0);
      if (line.size() == apps.size() && seen.stream().allMatch(line::equals)) {
        return line.stream().map(this::withPid).toList();
      }
      if (System.nanoTime() - deadline > 0) {
        throw new Difference("the processes that stand are, as each application sees it, " + seen);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private App withPid(long pid) {
    return apps.stream()
        .filter(app -> app.pid() == pid)
        .findFirst()
        .orElseThrow(() -> new Difference(pid + " stands, and is none of the applications"));
  }

  /** From here on only what they say later counts. */
  void mark() {
    apps.forEach(App::mark);
  }

  /**
   * What one of them said.
   *
   * @param app which
   * @param line what
   */
  record Said(App app, Child.Line line) {}

  /** Waits for the first line of any that begins with some words. */
  Said awaitAny(String words) throws InterruptedException {
    long deadline = System.nanoTime() + Child.PATIENCE.toNanos();
    while (true) {
      for (App app : apps) {
        Child.Line line = app.first(words);
        if (line != null) {
          return new Said(app, line);
        }
      }
      if (System.nanoTime() - deadline > 0) {
        throw new Difference("nobody said '" + words + "'");
      }
      Thread.sleep(PAUSE_MILLIS);
    }
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
