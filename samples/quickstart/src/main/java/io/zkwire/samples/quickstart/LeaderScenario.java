package io.zkwire.samples.quickstart;

import io.zkwire.FencingToken;
import java.io.IOException;
import java.util.List;

/**
 * Leadership: all applications ask for reports all the time, and one of them makes them. A report
 * that another one makes, or one with a token that is not as it should be, is a difference.
 */
final class LeaderScenario implements Scenario {

  /** From so many reports of the leader it is told that nobody else makes any. */
  private static final int REPORTS = 10;

  private final Apps apps;
  private final Story story;

  /** The largest token that has made a report so far. */
  private FencingToken latest = new FencingToken(0, 0);

  private String killed = "";

  LeaderScenario(Stage stage) {
    this.apps = stage.apps();
    this.story = stage.story();
  }

  @Override
  public String title() {
    return "Leadership: one process makes the reports";
  }

  @Override
  public List<Step> steps() {
    return List.of(
        new Step("All ask for reports, and one makes them", this::election),
        new Step("The leader is killed: the next in the line takes over", this::failover),
        new Step("It is started again: it stands at the end of the line", this::comeback));
  }

  private void election() throws InterruptedException {
    List<App> line = apps.line();
    App leader = line.get(0);
    latest = tokenOfReports(leader);
    story.tick(leader.name() + "  leads and makes all reports, token " + latest, Story.NO_TIME);
    othersMakeNone(line);
  }

  private void failover() throws InterruptedException {
    List<App> line = apps.line();
    App next = line.get(1);
    killed = line.get(0).name();
    long start = System.nanoTime();
    apps.kill(line.get(0));
    long took = next.await("leads ").nanos() - start;
    FencingToken token = tokenOfReports(next);
    if (token.compareTo(latest) <= 0) {
      throw new Difference(
          "%s makes reports with the token %s, which is not larger than %s"
              .formatted(next.name(), token, latest));
    }
    story.tick(
        "%s  leads and makes all reports, token %s, larger than %s"
            .formatted(next.name(), token, latest),
        took);
    latest = token;
    othersMakeNone(lineBehind(next));
  }

  private void comeback() throws IOException, InterruptedException {
    App leader = apps.line().get(0);
    story.command("start " + killed + " again");
    App back = apps.start(killed);
    List<App> line = lineBehind(leader);
    if (line.get(line.size() - 1) != back) {
      throw new Difference(back.name() + " does not stand at the end of the line");
    }
    FencingToken token = tokenOfReports(leader);
    if (!token.equals(latest)) {
      throw new Difference(
          "%s makes reports with the token %s, before with %s"
              .formatted(leader.name(), token, latest));
    }
    story.tick(leader.name() + "  still makes all reports, token " + token, Story.NO_TIME);
    othersMakeNone(line);
  }

  private List<App> lineBehind(App leader) throws InterruptedException {
    List<App> line = apps.line();
    if (line.get(0) != leader) {
      throw new Difference(
          "%s leads, and %s stands before it".formatted(leader.name(), line.get(0).name()));
    }
    return line;
  }

  /** Waits for some reports of the leader, and returns the one token that they all have. */
  private static FencingToken tokenOfReports(App leader) throws InterruptedException {
    List<Child.Line> reports = leader.await("report ", REPORTS);
    String first = reports.get(0).text();
    for (Child.Line report : reports) {
      if (!report.text().equals(first)) {
        throw new Difference(
            "%s said '%s', then '%s'".formatted(leader.name(), first, report.text()));
      }
    }
    String[] numbers = first.substring("report ".length()).split("-", -1);
    return new FencingToken(Long.parseLong(numbers[0], 16), Long.parseLong(numbers[1]));
  }

  private void othersMakeNone(List<App> line) {
    String leader = line.get(0).name();
    for (int i = 1; i < line.size(); i++) {
      App other = line.get(i);
      if (!other.silentAbout("report ")) {
        throw new Difference(other.name() + " made a report while " + leader + " led");
      }
      story.tick(
          "%s  makes none: sees %s lead, is number %d in the line"
              .formatted(other.name(), leader, i + 1),
          Story.NO_TIME);
    }
  }
}
