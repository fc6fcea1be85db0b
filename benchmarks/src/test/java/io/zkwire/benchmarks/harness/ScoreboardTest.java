package io.zkwire.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreboardTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final List<String> measured = new ArrayList<>();
  private final List<Double> ours = new ArrayList<>(List.of(3.0, 9.0, 2.0));
  private final Scoreboard scoreboard =
      new Scoreboard(
          List.of(new Named("A1"), new Named("A2"), new Named("B1")),
          this::measure,
          new PrintStream(printed, true, StandardCharsets.UTF_8));

  @TempDir Path directory;
  private Path json;

  @BeforeEach
  void file() {
    json = directory.resolve("figures.json");
  }

  private List<Line> measure(Row row, boolean quick) {
    measured.add(row.id() + (quick ? " quick" : ""));
    if (row.id().equals("B1")) {
      throw new IllegalStateException("no server");
    }
    return List.of(
        new Line(row.id(), "work | them", ours.remove(0), 2, "ms", Goal.timesPeer(1)),
        new Line(row.id(), "calls | none", 0, 0, "calls", Goal.atMost(0, "calls")));
  }

  @Test
  void aMissedGoalIsShownAndIsNoError() {
    assertThat(scoreboard.run(List.of("A1", "--quick"))).isZero();
    assertThat(printed()).contains("<= 1 x peer        MISSED").contains("<= 0 calls         met");
    assertThat(measured).containsExactly("A1 quick");
  }

  @Test
  void printsWhereItWasMeasured() {
    scoreboard.run(List.of("A1", "--quick"));
    assertThat(printed())
        .contains(
            "machine: ", "kernel: ", "JDK: ", "Curator: 5.", "ZooKeeper: 3.", "Dagger: ", "fsync: ")
        .doesNotContain("${");
  }

  @Test
  void theMedianOfSeveralRunsCountsAndTheirSpreadIsShown() throws Exception {
    assertThat(scoreboard.run(List.of("a1", "--runs", "3", "--json", json.toString()))).isZero();
    assertThat(printed()).contains("2 to 9").contains("MISSED");
    JsonNode row = rows().get(0);
    assertThat(row.path("runs").intValue()).isEqualTo(3);
    assertThat(row.path("quick").booleanValue()).isFalse();
    assertThat(row.path("results").get(0).path("ours").toString())
        .isEqualTo("{\"high\":9.0,\"low\":2.0,\"median\":3.0}");
    assertThat(row.path("results").get(0).path("met").booleanValue()).isFalse();
    assertThat(row.path("results").get(0).path("ratio").doubleValue()).isEqualTo(1.5);
  }

  @Test
  void aRowThatCannotBeMeasuredFailsTheRunAfterTheOthers() throws Exception {
    assertThat(scoreboard.run(List.of("B1", "A1", "--quick", "--json", json.toString())))
        .isEqualTo(1);
    assertThat(printed()).contains("B1   NOT MEASURED").contains("A1");
    assertThat(rows()).hasSize(1);
  }

  @Test
  void rowsOfEarlierRunsStayAndAreReplacedOneByOne() throws Exception {
    scoreboard.run(List.of("A2", "--quick", "--json", json.toString()));
    scoreboard.run(List.of("A1", "--quick", "--json", json.toString()));
    scoreboard.run(List.of("A2", "--quick", "--json", json.toString()));
    assertThat(rows()).hasSize(2);
    assertThat(rows().get(0).path("row").textValue()).isEqualTo("A1");
    assertThat(rows().get(1).path("results").get(0).path("ours").path("median").doubleValue())
        .isEqualTo(2);
  }

  @Test
  void goesOnWhereItWasEnded() {
    scoreboard.run(List.of("A1", "--quick", "--json", json.toString()));
    scoreboard.run(List.of("A1", "A2", "--quick", "--resume", "--json", json.toString()));
    assertThat(measured).containsExactly("A1 quick", "A2 quick");
    scoreboard.run(List.of("A1", "--runs", "1", "--resume", "--json", json.toString()));
    assertThat(measured).as("the full form is another one").endsWith("A1");
  }

  @Test
  void putsTheTableAndThePlotsOnAPage() throws Exception {
    Path page = directory.resolve("README.md");
    Files.writeString(page, "before\n<!-- figures -->\nold\n<!-- /figures -->\nafter\n");
    Path plots = directory.resolve("images");
    scoreboard.run(List.of("A1", "--quick", "--json", json.toString()));
    assertThat(
            scoreboard.run(
                List.of(
                    "--report",
                    "--json",
                    json.toString(),
                    "--readme",
                    page.toString(),
                    "--plots",
                    plots.toString())))
        .isZero();
    assertThat(measured).hasSize(1);
    assertThat(Files.readString(page))
        .startsWith("before\n<!-- figures -->\n| Row |")
        .contains("| A1 | work | them | 3 | 2 | ms | <= 1 x peer | **missed** |\n")
        .contains("| A1 | calls | none | 0 | 0 | calls | <= 0 calls | met |\n")
        .contains("A1: short form, one run in a JVM of its own; ")
        .contains("](images/figures-a.svg)")
        .doesNotContain("old")
        .endsWith("<!-- /figures -->\nafter\n");
    assertThat(Files.readString(plots.resolve("figures-a.svg")))
        .startsWith("<svg ")
        .contains("A1  work", "#c0392b", "missed")
        .endsWith("</svg>\n");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    for (Map.Entry<List<String>, String> each :
        Map.of(
                List.of("B7"), "no row B7; there are A1, A2, B1",
                List.of("--fast"), "no option --fast",
                List.of("--json"), "--json wants a value",
                List.of("--runs", "0"), "--runs wants a number from 1 to 100",
                List.of("--resume"), "--resume wants --json FILE, where earlier figures are",
                List.of("A1", "--report", "--json", "f"), "--report measures nothing: name no rows")
            .entrySet()) {
      assertThatThrownBy(() -> scoreboard.run(each.getKey()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(each.getValue());
    }
    assertThat(measured).isEmpty();
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private JsonNode rows() throws Exception {
    return JsonMapper.builder().build().readTree(Files.readAllBytes(json)).path("rows");
  }

  private record Named(String id) implements Row {
    @Override
    public String title() {
      return "a row";
    }

    @Override
    public List<Line> measure(Lab lab) {
      throw new AssertionError("measured by another JVM");
    }
  }
}
