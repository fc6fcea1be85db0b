package io.zkwire.benchmarks.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that was measured, by row: in one run, or in several whose files were merged. */
final class Figures {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private final Map<String, RowRun> rows = new LinkedHashMap<>();

  /** Those of a file; none if it is not there. */
  static Figures read(Path file) {
    Figures figures = new Figures();
    if (Files.exists(file)) {
      try {
        for (JsonNode run : MAPPER.readTree(Files.readAllBytes(file)).path("rows")) {
          figures.put(RowRun.of(run));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }
    return figures;
  }

  /** Adds a row, in place of what was known of it before. */
  void put(RowRun run) {
    rows.put(run.row(), run);
  }

  /** What is known of a row, or null. */
  @Nullable RowRun row(String id) {
    return rows.get(id);
  }

  /** All rows in the order that a list of names has; those it does not name come last. */
  List<RowRun> inOrder(List<String> ids) {
    List<RowRun> all = new ArrayList<>(rows.values());
    all.sort(
        Comparator.comparingInt(
            run -> ids.contains(run.row()) ? ids.indexOf(run.row()) : Integer.MAX_VALUE));
    return all;
  }

  /** Writes them, in the order of a list of names. */
  void write(Path file, List<String> ids) {
    try {
      Path part = file.resolveSibling(file.getFileName() + ".part");
      List<Map<String, @Nullable Object>> runs = inOrder(ids).stream().map(RowRun::json).toList();
      Files.write(part, MAPPER.writeValueAsBytes(Map.of("rows", runs)));
      Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
