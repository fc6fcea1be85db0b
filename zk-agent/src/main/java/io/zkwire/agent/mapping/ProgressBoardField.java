package io.zkwire.agent.mapping;

import io.zkwire.ProgressBoard;
import io.zkwire.runtime.spi.ProgressBoardSpec;
import io.zkwire.runtime.spi.Spec;

/**
 * A field that holds the board of a task.
 *
 * @param task the task
 */
record ProgressBoardField(String task) implements FieldWish {

  private static final String HANDLE = "L" + ProgressBoard.class.getName().replace('.', '/') + ";";

  static FieldWish read(Section entry) {
    return new ProgressBoardField(entry.needed("progress-board"));
  }

  @Override
  public String refusal(FieldShape field) {
    return field.descriptor().equals(HANDLE)
        ? ""
        : "it is no " + ProgressBoard.class.getName() + ", which 'progress-board' gives";
  }

  @Override
  public boolean filters(FieldShape field) {
    return false; // a handle is not of the application: it is written
  }

  @Override
  public boolean writes(FieldShape field) {
    return true;
  }

  @Override
  public Spec<Carried> spec(Carried to, String field) {
    if (to.field(field).getType() != ProgressBoard.class) {
      throw new IllegalArgumentException(
          "the application brings its own io.zkwire.ProgressBoard, which the agent cannot make");
    }
    return ProgressBoardSpec.field(task, field, (carried, handle) -> carried.put(field, handle));
  }
}
