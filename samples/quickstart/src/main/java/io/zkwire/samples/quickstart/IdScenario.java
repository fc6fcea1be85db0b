package io.zkwire.samples.quickstart;

import io.zkwire.IdFormat;
import io.zkwire.samples.quickstart.app.OrderIds;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Global IDs: all applications take order numbers at the same time. A number that two of them get,
 * or one whose check digit is wrong, is a difference.
 */
final class IdScenario implements Scenario {

  private static final int ORDERS = 1_000;
  private static final IdFormat FORMAT = IdFormat.parse(OrderIds.FORMAT);

  private final Apps apps;
  private final Story story;
  private final Set<String> all = new HashSet<>();

  IdScenario(Stage stage) {
    this.apps = stage.apps();
    this.story = stage.story();
  }

  @Override
  public String title() {
    return "Global IDs: no order number is given twice";
  }

  @Override
  public List<Step> steps() {
    return List.of(
        new Step("All take order numbers at once", this::take),
        new Step("One is killed while all take more, and started again", this::killed),
        new Step("All numbers together", this::compare));
  }

  private void take() throws InterruptedException {
    long start = System.nanoTime();
    collect(ask(), start);
  }

  private void killed() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Map<App, Integer> asked = ask();
    App victim = asked.keySet().iterator().next();
    apps.kill(victim);
    asked.remove(victim);
    // What it had said, the last line perhaps not to its end, when it was killed counts; whatever
    // else it had reserved is given to nobody.
    check(victim, victim.said("order ").stream().filter(FORMAT::valid).toList());
    collect(asked, start);
    story.command("start " + victim.name() + " again");
    apps.start(victim.name());
    take();
  }

  private Map<App, Integer> ask() {
    Map<App, Integer> asked = new LinkedHashMap<>();
    for (App app : apps.all()) {
      asked.put(app, app.say("orders " + ORDERS));
    }
    return asked;
  }

  private void collect(Map<App, Integer> asked, long start) throws InterruptedException {
    for (Map.Entry<App, Integer> each : asked.entrySet()) {
      App app = each.getKey();
      List<String> orders = app.answer(each.getValue(), "ordered", "order ");
      if (orders.size() != ORDERS) {
        throw new Difference(app.name() + " took " + orders.size() + " order numbers");
      }
      check(app, orders);
      story.tick(
          "%s  took %,d order numbers, %s to %s"
              .formatted(app.name(), ORDERS, orders.get(0), orders.get(ORDERS - 1)),
          System.nanoTime() - start);
    }
  }

  private void check(App app, List<String> orders) {
    for (String order : orders) {
      if (!FORMAT.valid(order)) {
        throw new Difference(app.name() + " took " + order + ", which is no order number");
      }
      if (!all.add(order)) {
        throw new Difference(app.name() + " took " + order + ", which was given before");
      }
    }
  }

  private void compare() {
    long largest = all.stream().mapToLong(FORMAT::number).max().orElse(0);
    story.tick(
        "all    %,d order numbers, 0 of them twice, %,d left out"
            .formatted(all.size(), largest - all.size()),
        Story.NO_TIME);
  }
}
