package io.zkwire.samples.quickstart;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Divided work: each application has its share of twelve shards. One that nobody has, or two have,
 * is a difference, and so is one that moves although it need not.
 */
final class ShardScenario implements Scenario {

  private static final int SHARDS = 12;
  private static final long PAUSE_MILLIS = 100;

  private final Apps apps;
  private final Story story;
  private String killed = "";
  private Map<String, List<String>> before = Map.of();

  ShardScenario(Stage stage) {
    this.apps = stage.apps();
    this.story = stage.story();
  }

  @Override
  public String title() {
    return "Shards: work that is divided among the members";
  }

  @Override
  public List<Step> steps() {
    return List.of(
        new Step("Each works on its share of twelve shards", this::shares),
        new Step("One is killed: the others take up what it had", this::death),
        new Step("It is started again, and gets its share", this::comeback));
  }

  private void shares() throws InterruptedException {
    before = counted(System.nanoTime(), "works on");
  }

  /** Lets all count, again and again until all shards are counted and each has as many as due. */
  private Map<String, List<String>> counted(long since, String does) throws InterruptedException {
    long deadline = System.nanoTime() + Child.PATIENCE.toNanos();
    while (true) {
      Map<String, List<String>> shares = new HashMap<>();
      List<String> all = new ArrayList<>();
      boolean even = true;
      for (App app : apps.all()) {
        List<String> share = app.answer(app.say("count"), "all counted", "counted ");
        shares.put(app.name(), share);
        all.addAll(share);
        even &= share.size() == SHARDS / apps.all().size();
      }
      if (new HashSet<>(all).size() != all.size()) {
        throw new Difference("two have counted one shard: " + shares);
      }
      if (even && all.size() == SHARDS) {
        long took = System.nanoTime() - since;
        for (App app : apps.all()) {
          String share = String.join(" ", shares.getOrDefault(app.name(), List.of()));
          story.tick(app.name() + "  " + does + " " + share, took);
        }
        return shares;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new Difference("the shares of " + SHARDS + " shards are " + shares);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private void death() throws InterruptedException {
    App victim = apps.all().get(1);
    killed = victim.name();
    long start = System.nanoTime();
    apps.kill(victim);
    Map<String, List<String>> after = counted(start, "works on");
    unmoved(before, after);
    before = after;
  }

  private void comeback() throws IOException, InterruptedException {
    story.command("start " + killed + " again");
    long start = System.nanoTime();
    apps.start(killed);
    Map<String, List<String>> after = counted(start, "works on");
    for (App app : apps.all()) {
      if (!app.name().equals(killed)) {
        compare(app.name(), before, after.getOrDefault(app.name(), List.of()));
      }
    }
    story.tick("all    nothing else has moved", Story.NO_TIME);
  }

  /** Those who stayed have what they had, and more. */
  private void unmoved(Map<String, List<String>> earlier, Map<String, List<String>> later) {
    for (App app : apps.all()) {
      compare(app.name(), later, earlier.getOrDefault(app.name(), List.of()));
    }
    story.tick("all    nothing else has moved", Story.NO_TIME);
  }

  private static void compare(String name, Map<String, List<String>> larger, List<String> share) {
    Set<String> had = Set.copyOf(larger.getOrDefault(name, List.of()));
    if (!had.containsAll(share)) {
      throw new Difference(name + " has " + share + ", which are not all of " + had);
    }
  }
}
