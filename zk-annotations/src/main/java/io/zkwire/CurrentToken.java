package io.zkwire;

import org.jspecify.annotations.Nullable;

/** The token of the guarded call that each thread is inside. */
public final class CurrentToken {

  private static final ThreadLocal<@Nullable FencingToken> CURRENT = new ThreadLocal<>();

  private CurrentToken() {}

  /** The token of this thread, or null outside guarded calls. */
  public static @Nullable FencingToken get() {
    return CURRENT.get();
  }

  /**
   * Sets the token of this thread. For the runtime: an application has no reason to.
   *
   * @param token the token, or null for none
   * @return the one before, or null, to be set again after the call
   */
  public static @Nullable FencingToken set(@Nullable FencingToken token) {
    FencingToken before = CURRENT.get();
    if (token == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(token);
    }
    return before;
  }
}
