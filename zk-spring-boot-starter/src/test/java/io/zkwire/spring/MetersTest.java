package io.zkwire.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zkwire.WorkQueue;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;

/**
 * Each meter that the reference lists is there; that it lists all, a test of the reference shows.
 */
@ZkTest(sessionTimeout = "2s")
class MetersTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (`zkwire\\.[^|]+`) \\| (counter|gauge|timer)s? \\|");
  private static final Pattern TAGGED =
      Pattern.compile("(?m)^\\| (`zkwire\\.[^|]+`) \\| `(\\w+)`: ([^|]+) \\| `zkwire[^|]*\\|");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  private static String reference() throws IOException {
    return Files.readString(DOCS.resolve("reference.md"));
  }

  /** Each name of the table with its kind; {@code .lost} is short for one like that before it. */
  private static Map<String, String> listed() throws IOException {
    Map<String, String> out = new TreeMap<>();
    ROW.matcher(reference())
        .results()
        .forEach(row -> names(row.group(1)).forEach(name -> out.put(name, row.group(2))));
    return out;
  }

  private static List<String> names(String cell) {
    List<String> out = new ArrayList<>();
    for (MatchResult each : NAME.matcher(cell).results().toList()) {
      String name = each.group(1);
      if (name.startsWith(".")) {
        String before = out.get(out.size() - 1);
        name = before.substring(0, before.lastIndexOf('.')) + name;
      }
      out.add(name);
    }
    return out;
  }

  @Test
  void everyGaugeIsThereWhenTheApplicationHasStartedAndAQueueHasItsDepth(ZkServer server)
      throws Exception {
    Map<String, String> listed = listed();
    Apps.at(Apps.place(server))
        .withConfiguration(AutoConfigurations.of(ZkWireMetricsAutoConfiguration.class))
        .run(
            context -> {
              ZkWire zk = context.getBean(ZkWire.class);
              WorkQueue<String> parcels = zk.queue("parcels", String.class);
              SimpleMeterRegistry meters = new SimpleMeterRegistry();
              context.getBean(MicrometerMetrics.class).bindTo(meters);
              assertThat(listed.entrySet())
                  .filteredOn(each -> each.getValue().equals("gauge"))
                  .hasSizeGreaterThan(10)
                  .allSatisfy(each -> assertThat(meters.get(each.getKey()).gauge()).isNotNull());
              assertThat(meters.get("zkwire.session.up").gauge().value()).isEqualTo(1);

              parcels.put("a book");
              parcels.put("a lamp");
              await()
                  .until(
                      () ->
                          meters.get("zkwire.queue.depth").tag("queue", "parcels").gauge().value()
                              == 2);
              zk.close();
              assertThat(meters.get("zkwire.queue.depth").gauge().value()).isNaN();
              assertThat(meters.get("zkwire.session.up").gauge().value()).isZero();
            });
  }

  @Test
  void whateverNamesQueuesHaveTheMetersAreNoMoreThanAHundred(ZkServer server) {
    Apps.at(Apps.place(server))
        .withConfiguration(AutoConfigurations.of(ZkWireMetricsAutoConfiguration.class))
        .run(
            context -> {
              SimpleMeterRegistry meters = new SimpleMeterRegistry();
              context.getBean(MicrometerMetrics.class).bindTo(meters);
              for (int i = 0; i < 120; i++) {
                context.getBean(ZkWire.class).queue("q" + i, String.class);
                context.getBean(ZkWire.class).queue("q" + i, String.class);
              }
              assertThat(meters.find("zkwire.queue.depth").gauges()).hasSize(100);
            });
  }

  @Test
  void everyCounterAndTimerIsAMeterByItsNameOrByTheTagThatTheReferenceTells() throws IOException {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    MicrometerMetrics metrics = new MicrometerMetrics();
    metrics.bindTo(meters);
    listed()
        .forEach(
            (name, kind) -> {
              if (kind.equals("counter")) {
                metrics.count(name, 1);
              } else if (kind.equals("timer")) {
                metrics.time(name, 1);
              }
            });
    TreeSet<String> tagged = new TreeSet<>();
    for (MatchResult row : TAGGED.matcher(reference()).results().toList()) {
      for (String meter : names(row.group(1))) {
        tagged.add(meter);
        assertThat(meters.find(meter).meters().stream().map(m -> m.getId().getTag(row.group(2))))
            .as(meter)
            .containsExactlyInAnyOrder(row.group(3).split(", "));
      }
    }
    assertThat(tagged).hasSizeGreaterThan(4);
    TreeSet<String> listed = new TreeSet<>(listed().keySet());
    assertThat(meters.getMeters().stream().map(Meter::getId).map(Meter.Id::getName))
        .allMatch(name -> listed.contains(name) || tagged.contains(name))
        .hasSizeGreaterThan(60);
    metrics.close();
  }
}
