package io.zkwire.console.model;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list. Immutable.
 *
 * @param total how many there are in all
 * @param offset where the part begins
 * @param rows the part
 * @param <T> what the list is of
 */
public record Page<T>(int total, int offset, List<T> rows) {

  /** The most rows in a part. */
  public static final int MOST = 500;

  /** The first of a list, itself where it is not longer. */
  static <T> List<T> head(List<T> all, int most) {
    return all.size() <= most ? all : List.copyOf(all.subList(0, most));
  }

  /** The same part of the same list, of what each row becomes. */
  public <R> Page<R> map(Function<? super T, R> each) {
    return new Page<>(total, offset, rows.stream().map(each).toList());
  }

  /**
   * Cuts a part out.
   *
   * @param all the list
   * @param offset where to begin
   * @param limit how many at most
   * @param <T> what the list is of
   */
  public static <T> Page<T> of(List<T> all, int offset, int limit) {
    int from = Math.max(0, Math.min(offset, all.size()));
    int to = Math.min(all.size(), from + Math.max(1, Math.min(limit, MOST)));
    return new Page<>(all.size(), from, List.copyOf(all.subList(from, to)));
  }
}
