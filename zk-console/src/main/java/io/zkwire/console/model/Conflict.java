package io.zkwire.console.model;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import org.jspecify.annotations.Nullable;

/** Somebody else has changed what was to be changed; nothing was written. */
public final class Conflict extends ZkWireException {

  private static final long serialVersionUID = 1L;

  private final String found;
  private final transient @Nullable Object theirs;

  private Conflict(String change, String found, @Nullable Object theirs) {
    super(
        ErrorCode.CONSOLE_CONFLICT,
        "somebody else has changed " + change,
        "Look at the change, and make yours again if it is still wanted",
        null);
    this.found = found;
    this.theirs = theirs;
  }

  /**
   * A conflict of what has versions.
   *
   * @param what what was to be changed
   * @param found the version that stands there now
   * @param theirs what stands there now, as it may be shown; null where nothing does
   */
  static Conflict at(String what, String found, @Nullable Object theirs) {
    return new Conflict(what + ", which is at version " + found + " now", found, theirs);
  }

  /**
   * A conflict of what has no version: it is known by what it says.
   *
   * @param what what was to be changed
   * @param now what it says now; empty where it is gone
   */
  public static Conflict with(String what, String now) {
    return new Conflict(what + ", which is " + (now.isEmpty() ? "gone" : now) + " now", now, now);
  }

  /**
   * A conflict after which one has to look again.
   *
   * @param what what was to be changed
   */
  static Conflict unknown(String what) {
    return new Conflict(what + " meanwhile", "?", null);
  }

  /** The version that stands there now; {@code ?} where one has to look again. */
  public String found() {
    return found;
  }

  /** What stands there now. */
  public @Nullable Object theirs() {
    return theirs;
  }
}
