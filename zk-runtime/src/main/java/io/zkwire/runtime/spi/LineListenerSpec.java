package io.zkwire.runtime.spi;

/**
 * A method that is told when this process goes off line, or on line again.
 *
 * @param <B> the class
 * @param member the method, as messages show it
 * @param online which of the two
 * @param call calls the method
 */
public record LineListenerSpec<B>(String member, boolean online, Call<B> call) implements Spec<B> {

  /**
   * The spec of a method that is told that this process is on line again.
   *
   * @param member the method's name
   * @param call calls the method
   * @param <B> the class
   * @return the spec
   */
  public static <B> LineListenerSpec<B> onOnline(String member, Call<B> call) {
    return new LineListenerSpec<>(member, true, call);
  }

  /**
   * The spec of a method that is told that this process goes off line.
   *
   * @param member the method's name
   * @param call calls the method
   * @param <B> the class
   * @return the spec
   */
  public static <B> LineListenerSpec<B> onOffline(String member, Call<B> call) {
    return new LineListenerSpec<>(member, false, call);
  }

  /** Calls a method. */
  @FunctionalInterface
  public interface Call<B> {
    /**
     * Calls.
     *
     * @param instance the instance
     * @throws Throwable what the method threw
     */
    void call(B instance) throws Throwable;
  }
}
