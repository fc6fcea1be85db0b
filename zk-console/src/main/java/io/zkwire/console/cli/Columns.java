package io.zkwire.console.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a list: a title, and what a row says there. Nothing to say is a dash. Immutable.
 *
 * @param <T> what a row is of
 */
final class Columns<T> {

  private record Column<T>(String title, Function<? super T, ? extends @Nullable Object> cell) {}

  private final List<Column<T>> columns;

  private Columns(List<Column<T>> columns) {
    this.columns = List.copyOf(columns);
  }

  static <T> Columns<T> first(String title, Function<? super T, ? extends @Nullable Object> cell) {
    return new Columns<>(List.of(new Column<>(title, cell)));
  }

  /** The same with one more to the right. */
  Columns<T> and(String title, Function<? super T, ? extends @Nullable Object> cell) {
    List<Column<T>> more = new ArrayList<>(columns);
    more.add(new Column<>(title, cell));
    return new Columns<>(more);
  }

  List<String> titles() {
    return columns.stream().map(Column::title).toList();
  }

  List<String> cells(T row) {
    return columns.stream().map(column -> orDash(column.cell().apply(row))).toList();
  }

  static String orDash(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    return text.isEmpty() ? "-" : text;
  }
}
