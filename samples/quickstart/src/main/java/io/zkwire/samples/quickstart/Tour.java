package io.zkwire.samples.quickstart;

import java.io.IOException;
import java.util.List;

/**
 * The tour: ZooKeeper, three applications and ZooKeeper's own shell, each in a JVM of its own. Ends
 * with 0 if all is as expected, 1 at the first difference, 2 if the tour itself cannot go on.
 */
public final class Tour {

  private final Story story;
  private final Children children;

  private Tour(Story story, Children children) {
    this.story = story;
    this.children = children;
  }

  /** The scenarios, in the order in which they are shown. */
  private static List<Scenario> scenarios(Stage stage) {
    return List.of(
        new ConfigScenario(stage),
        new LeaderScenario(stage),
        new EndpointScenario(stage),
        new IdScenario(stage),
        new MemberScenario(stage),
        new TaskScenario(stage),
        new QueueScenario(stage),
        new ShardScenario(stage));
  }

  /**
   * Runs the tour.
   *
   * @param args none
   * @throws IOException if there is no temporary directory
   */
  public static void main(String[] args) throws IOException {
    Story story = Story.onStandardOutput();
    Children children = new Children();
    Thread cleanUp =
        new Thread(
            () -> {
              story.mute();
              children.close();
            },
            "clean up");
    Runtime.getRuntime().addShutdownHook(cleanUp); // on every way out, Ctrl-C too
    System.exit(new Tour(story, children).run());
  }

  private int run() {
    long start = System.nanoTime();
    story.title(
        "A tour of zkwire",
        "Each of these is a JVM of its own: ZooKeeper, three applications, and ZooKeeper's shell.",
        "Times run from a command being typed to its effect, as the application itself sees it.");
    try {
      Stage stage = Stage.set(story, children);
      for (Scenario scenario : scenarios(stage)) {
        stage.play(scenario);
      }
      stage.leave();
      String took = Story.time(System.nanoTime() - start);
      story.end("All " + story.ticks() + " checks came out as expected, in " + took + ".");
      return 0;
    } catch (Difference e) {
      story.cross(String.valueOf(e.getMessage()));
      return failed("Not as expected.", 1);
    } catch (InterruptedException | IOException | RuntimeException e) {
      story.cross(e.toString());
      return failed("The tour cannot go on.", 2);
    }
  }

  private int failed(String text, int code) {
    children.keepDirectory();
    story.end(text + " The logs are in " + children.directory());
    return code;
  }
}
