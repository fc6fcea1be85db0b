package io.zkwire.runtime.id;

import io.zkwire.ErrorCode;
import io.zkwire.IdException;
import org.jspecify.annotations.Nullable;

/** Why no ID is given. */
final class Refusals {

  private Refusals() {}

  static IdException unavailable(String type, String why, @Nullable Throwable cause) {
    return new IdException(
        ErrorCode.ID_UNAVAILABLE,
        type,
        "no ID of '" + type + "' can be given: " + why,
        "Look at the ensemble and the network; ask again when the connection is back",
        cause);
  }

  static IdException worker(String type, String why) {
    return new IdException(
        ErrorCode.ID_WORKER,
        type,
        "this process has no worker number for '" + type + "': " + why,
        "It is claimed again by itself when ZooKeeper answers; ask again later",
        null);
  }

  static IdException clock(String type, String why) {
    return new IdException(
        ErrorCode.ID_CLOCK,
        type,
        "no ID of '" + type + "' can be given: " + why,
        "Wait until the clock has caught up; or mend the clock and start the process again, so that"
            + " it takes another worker number",
        null);
  }

  static IdException usedUp(String type, String why) {
    return new IdException(
        ErrorCode.ID_USED_UP,
        type,
        "there are no more IDs of '" + type + "': " + why,
        "Begin a new type, with a layout or a format that lasts longer",
        null);
  }

  static IdException back(String type, String why) {
    return new IdException(
        ErrorCode.ID_BACK,
        type,
        "no ID of '" + type + "' can be given: " + why,
        "Look whether the ensemble was wiped or restored; when it is right, call"
            + " confirmGeneration() in a process that has the newest IDs",
        null);
  }

  static IdException strategy(String type, String what) {
    return new IdException(
        ErrorCode.ID_STRATEGY,
        type,
        "'" + type + "' " + what,
        "Use a type whose strategy offers it",
        null);
  }

  static IdException options(String type, String why, @Nullable Throwable cause) {
    return new IdException(
        ErrorCode.ID_TYPE,
        type,
        "the options of '" + type + "' cannot be used: " + why,
        "Mend the options",
        cause);
  }
}
