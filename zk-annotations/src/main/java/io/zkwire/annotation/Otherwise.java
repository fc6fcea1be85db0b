package io.zkwire.annotation;

/**
 * What a guarded method does when it may not run.
 *
 * <pre>{@code
 * @LeaderOnly(value = "reports", otherwise = Otherwise.THROW)
 * public int pending() { ... }
 * }</pre>
 */
public enum Otherwise {
  /**
   * {@link #SKIP} for a method that returns nothing. Any other method must say which of the others
   * it means; the compiler refuses it if it does not.
   */
  UNSPECIFIED,
  /** It returns at once and does nothing. Only for methods that return nothing. */
  SKIP,
  /** It throws: {@code NotLeaderException}, {@code LockTimeoutException}. For any method. */
  THROW,
  /**
   * It returns nothing of its kind: an empty {@code Optional}, {@code OptionalInt}, {@code
   * OptionalLong}, {@code OptionalDouble}, {@code Collection}, {@code Iterable}, {@code List},
   * {@code Set}, {@code Map} or {@code Stream}; for a {@code CompletionStage} or {@code
   * CompletableFuture} a failed one, with what {@link #THROW} throws.
   */
  EMPTY
}
