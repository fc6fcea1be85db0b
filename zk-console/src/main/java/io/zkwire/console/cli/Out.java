package io.zkwire.console.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.zkwire.console.model.Text;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What the command line prints: columns for people, JSON for programs. */
final class Out {

  private static final int WIDEST = 60;

  private final PrintWriter writer;
  private final boolean json;

  Out(PrintWriter writer, boolean json) {
    this.writer = writer;
    this.json = json;
  }

  static Out of(@Nullable CommandSpec spec, boolean json) {
    return new Out(Objects.requireNonNull(spec).commandLine().getOut(), json);
  }

  /**
   * An answer.
   *
   * @param value what programs get, as JSON
   * @param people prints it for people
   */
  void answer(Object value, Runnable people) {
    if (json) {
      value(value);
    } else {
      people.run();
    }
  }

  /** An answer that is one line for people. */
  void answer(Object value, String line) {
    answer(value, () -> line(line));
  }

  /** One answer of many, each on a line of its own for programs. */
  void event(Object value, Runnable people) {
    if (json) {
      print(Text.JSON.writer(), value);
    } else {
      people.run();
    }
  }

  /** A list: columns for people. */
  <T> void list(List<T> rows, Columns<T> columns) {
    answer(rows, () -> table(rows, columns));
  }

  /** One line, for people. */
  void line(String text) {
    writer.println(plain(text));
    writer.flush();
  }

  /** Text as it is, such as a value that is piped on. */
  void raw(String text) {
    writer.println(text);
    writer.flush();
  }

  /** A value, for programs only. */
  void value(Object value) {
    print(Text.JSON.writer().with(SerializationFeature.INDENT_OUTPUT), value);
  }

  private void print(ObjectWriter json, Object value) {
    try {
      writer.println(json.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value of ours that cannot be written as JSON", e);
    }
    writer.flush();
  }

  /** Rows in columns, for people. */
  <T> void table(List<T> rows, Columns<T> columns) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns.titles());
    rows.forEach(row -> lines.add(columns.cells(row).stream().map(Out::plain).toList()));
    List<Integer> widths = new ArrayList<>();
    columns.titles().forEach(title -> widths.add(0));
    for (List<String> line : lines) {
      for (int i = 0; i < line.size(); i++) {
        widths.set(i, Math.max(widths.get(i), Math.min(WIDEST, line.get(i).length())));
      }
    }
    lines.forEach(line -> print(line, widths));
    writer.flush();
  }

  private void print(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      line.append(cell);
      if (i + 1 < cells.size()) {
        line.append(" ".repeat(Math.max(0, widths.get(i) - cell.length()) + 2));
      }
    }
    writer.println(line.toString().stripTrailing());
  }

  /** Nodes may hold what would steer a terminal. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = c < ' ' || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e);
      plain.append(control ? '\ufffd' : c);
    }
    return plain.toString();
  }
}
