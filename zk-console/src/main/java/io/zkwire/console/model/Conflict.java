package io.zkwire.console.model;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import org.jspecify.annotations.Nullable;

/** Somebody else has changed what was to be changed; nothing was written. */
public final class Conflict extends ZkWireException {

  private static final long serialVersionUID = 1L;

  private final String found;
  private final transient @Nullable Object theirs;

  /**
   * A conflict.
   *
   * @param what what was to be changed
   * @param found the version that stands there now
   * @param theirs what stands there now, as it may be shown; null where nothing does
   */
  public Conflict(String what, String found, @Nullable Object theirs) {
    super(
        ErrorCode.CONSOLE_CONFLICT,
        "somebody else has changed " + what + ", which is at version " + found + " now",
        "Look at the change, and make yours again if it is still wanted",
        null);
    this.found = found;
    this.theirs = theirs;
  }

  /** The version that stands there now. */
  public String found() {
    return found;
  }

  /** What stands there now. */
  public @Nullable Object theirs() {
    return theirs;
  }
}
