package io.zkwire.agent.boot;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The place where the calls of one guarded method of one class ask. While nobody answers, before
 * the agent has come and after it has gone, they run. Thread-safe.
 */
public final class GuardPlace {

  private volatile @Nullable BiFunction<@Nullable Object, Object @Nullable [], @Nullable Object>
      asked;
  private volatile @Nullable Function<@Nullable Object, Throwable> refusal;

  GuardPlace() {}

  /**
   * Asks.
   *
   * @param owner the object, or null for a static method
   * @param arguments what fills the places in the names of the guards, or null
   * @return leave to run, a {@code Runnable}; null if the call may not run
   */
  public @Nullable Object enter(@Nullable Object owner, Object @Nullable [] arguments) {
    BiFunction<@Nullable Object, Object @Nullable [], @Nullable Object> who = asked;
    return who == null ? Open.PASSAGE : who.apply(owner, arguments);
  }

  /**
   * The call has ended.
   *
   * @param passage what {@link #enter} returned
   */
  public static void leave(Object passage) {
    ((Runnable) passage).run();
  }

  /**
   * The call has ended, and may have thrown.
   *
   * @param passage what {@link #enter} returned
   * @param thrown what it throws, or null
   */
  @SuppressWarnings("unchecked") // leave to run takes what a call throws
  public static void leave(Object passage, @Nullable Throwable thrown) {
    if (thrown != null && passage instanceof Consumer) {
      ((Consumer<Throwable>) passage).accept(thrown);
    }
    leave(passage);
  }

  /**
   * Why a call may not run, for a future that fails with it.
   *
   * @param owner the object, or null for a static method
   */
  public Throwable refusal(@Nullable Object owner) {
    Function<@Nullable Object, Throwable> who = refusal;
    return who == null ? new IllegalStateException("the agent was detached") : who.apply(owner);
  }

  /**
   * Who is asked from now on.
   *
   * @param answers as {@link #enter}, or null for nobody
   * @param refuses as {@link #refusal}
   */
  public void ask(
      @Nullable BiFunction<@Nullable Object, Object @Nullable [], @Nullable Object> answers,
      @Nullable Function<@Nullable Object, Throwable> refuses) {
    refusal = refuses;
    asked = answers;
  }
}
