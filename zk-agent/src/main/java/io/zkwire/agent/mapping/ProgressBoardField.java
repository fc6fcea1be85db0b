package io.zkwire.agent.mapping;

import io.zkwire.ProgressBoard;
import io.zkwire.runtime.spi.ProgressBoardSpec;
import io.zkwire.runtime.spi.Spec;

/**
 * A field that holds the board of a task.
 *
 * @param task the task
 */
record ProgressBoardField(String task) implements HandleField {

  static FieldWish read(Section entry) {
    return new ProgressBoardField(entry.needed("progress-board"));
  }

  @Override
  public Class<?> handle() {
    return ProgressBoard.class;
  }

  @Override
  public String key() {
    return "progress-board";
  }

  @Override
  public Spec<Carried> held(Carried to, String field) {
    return ProgressBoardSpec.field(task, field, (carried, handle) -> carried.put(field, handle));
  }
}
