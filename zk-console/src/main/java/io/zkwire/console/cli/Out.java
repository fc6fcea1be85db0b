package io.zkwire.console.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.zkwire.console.model.Text;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** What the command line prints: columns for people, JSON for programs. */
final class Out {

  private final PrintWriter writer;
  private final boolean json;

  Out(PrintWriter writer, boolean json) {
    this.writer = writer;
    this.json = json;
  }

  boolean json() {
    return json;
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

  /** A value, for programs. */
  void value(Object value) {
    try {
      writer.println(
          Text.JSON.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value of ours that cannot be written as JSON", e);
    }
    writer.flush();
  }

  /** A value on a line of its own, for programs that follow. */
  void event(Object value) {
    try {
      writer.println(Text.JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value of ours that cannot be written as JSON", e);
    }
    writer.flush();
  }

  /** Rows in columns, for people. */
  void table(List<String> head, List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    head.forEach(title -> widths.add(title.length()));
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths.set(i, Math.max(widths.get(i), Math.min(60, plain(row.get(i)).length())));
      }
    }
    print(head, widths);
    rows.forEach(row -> print(row, widths));
    writer.flush();
  }

  private void print(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = plain(cells.get(i));
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
