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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreboardTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Scoreboard scoreboard =
      new Scoreboard(
          List.of(
              new Fixed("A1", lab -> List.of(line("A1", 3, 2))),
              new Fixed("A2", lab -> List.of(line("A2", lab.rounds(9, 1), 1))),
              new Fixed(
                  "A3",
                  lab -> {
                    throw new IllegalStateException("no server");
                  })),
          new PrintStream(printed, true, StandardCharsets.UTF_8));

  @TempDir Path directory;

  @Test
  void aMissedGoalIsShownAndIsNoError() {
    assertThat(scoreboard.run(List.of("A1"))).isZero();
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("<= 1 x peer        MISSED");
  }

  @Test
  void quickMeasuresFewerRounds() {
    scoreboard.run(List.of("a2", "--quick"));
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("<= 1 x peer        met");
    scoreboard.run(List.of("a2"));
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("<= 1 x peer        MISSED");
  }

  @Test
  void aRowThatCannotBeMeasuredFailsTheRunAfterTheOthers() throws Exception {
    Path json = directory.resolve("out.json");
    assertThat(scoreboard.run(List.of("A3", "A1", "--json", json.toString()))).isEqualTo(1);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("A3   NOT MEASURED")
        .contains("A1");
    assertThat(JsonMapper.builder().build().readTree(Files.readAllBytes(json))).hasSize(1);
  }

  @Test
  void writesWhatWasMeasured() throws Exception {
    Path json = directory.resolve("out.json");
    scoreboard.run(List.of("A1", "--json", json.toString()));
    JsonNode line = JsonMapper.builder().build().readTree(Files.readAllBytes(json)).get(0);
    assertThat(line.toString())
        .isEqualTo(
            "{\"row\":\"A1\",\"name\":\"work\",\"ours\":3.0,\"peer\":2.0,\"unit\":\"ms\","
                + "\"ratio\":1.5,\"goal\":\"<= 1 x peer\",\"met\":false}");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> scoreboard.run(List.of("B7")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no row B7; there are A1, A2, A3");
  }

  private static Line line(String row, double ours, double peer) {
    return new Line(row, "work", ours, peer, "ms", Goal.timesPeer(1));
  }

  private record Fixed(String id, Work work) implements Row {
    @Override
    public String title() {
      return "a row";
    }

    @Override
    public List<Line> measure(Lab lab) {
      return work.measure(lab);
    }
  }

  private interface Work {
    List<Line> measure(Lab lab);
  }
}
