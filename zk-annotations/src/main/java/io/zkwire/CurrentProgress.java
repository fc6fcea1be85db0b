package io.zkwire;

import org.jspecify.annotations.Nullable;

/** The progress of the reported call that each thread is inside. */
public final class CurrentProgress {

  private static final ThreadLocal<@Nullable Progress> CURRENT = new ThreadLocal<>();

  private CurrentProgress() {}

  /** The progress of this thread, or null outside reported calls. */
  public static @Nullable Progress get() {
    return CURRENT.get();
  }

  /**
   * Sets the progress of this thread. For the runtime: an application has no reason to.
   *
   * @param progress the progress, or null for none
   * @return the one before, or null, to be set again after the call
   */
  public static @Nullable Progress set(@Nullable Progress progress) {
    Progress before = CURRENT.get();
    if (progress == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(progress);
    }
    return before;
  }
}
