package io.zkwire.runtime.spi;

import io.zkwire.ProgressBoard;

/**
 * A field that holds the board of a task.
 *
 * @param <B> the class
 * @param member the field, as messages show it
 * @param task the task as it was written, placeholders included
 * @param set writes the field
 */
public record ProgressBoardSpec<B>(
    String member, String task, ConfigTarget.Set<B, ProgressBoard> set)
    implements HandleSpec<B, ProgressBoard> {

  /**
   * The spec of a field.
   *
   * @param task the task as it was written, placeholders included
   * @param member the field's name
   * @param set writes the field
   * @param <B> the class
   * @return the spec
   */
  public static <B> ProgressBoardSpec<B> field(
      String task, String member, ConfigTarget.Set<B, ProgressBoard> set) {
    return new ProgressBoardSpec<>(member, task, set);
  }
}
