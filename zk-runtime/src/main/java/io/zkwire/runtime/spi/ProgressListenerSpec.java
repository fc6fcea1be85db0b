package io.zkwire.runtime.spi;

import io.zkwire.TaskProgress;

/**
 * A method that is told how far a task is.
 *
 * @param <B> the class
 * @param member the method, as messages show it
 * @param task the task as it was written, placeholders included
 * @param call calls the method
 */
public record ProgressListenerSpec<B>(String member, String task, Call<B> call) implements Spec<B> {

  /**
   * The spec of a listener.
   *
   * @param task the task as it was written, placeholders included
   * @param member the method's name
   * @param call calls the method
   * @param <B> the class
   * @return the spec
   */
  public static <B> ProgressListenerSpec<B> onProgress(String task, String member, Call<B> call) {
    return new ProgressListenerSpec<>(member, task, call);
  }

  /** Calls a method with what is known of a task. */
  @FunctionalInterface
  public interface Call<B> {
    /**
     * Calls.
     *
     * @param instance the instance
     * @param now how far the task is
     * @throws Throwable what the method threw
     */
    void call(B instance, TaskProgress now) throws Throwable;
  }
}
