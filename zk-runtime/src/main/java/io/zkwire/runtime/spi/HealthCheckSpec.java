package io.zkwire.runtime.spi;

import java.time.Duration;

/**
 * A method that tells whether a member or an endpoint is healthy.
 *
 * @param <B> the class
 * @param member the method, as messages show it
 * @param timeout how long it may take
 * @param every how often it is asked
 * @param resign whether this process leads nothing while it fails
 * @param check asks it
 */
public record HealthCheckSpec<B>(
    String member, Duration timeout, Duration every, boolean resign, Check<B> check)
    implements Spec<B> {

  /**
   * The spec of a method that returns whether it is healthy.
   *
   * @param member the method's name
   * @param timeout how long it may take
   * @param every how often it is asked
   * @param resign whether this process leads nothing while it fails
   * @param check asks it
   * @param <B> the class
   * @return the spec
   */
  public static <B> HealthCheckSpec<B> asking(
      String member, Duration timeout, Duration every, boolean resign, Check<B> check) {
    return new HealthCheckSpec<>(member, timeout, every, resign, check);
  }

  /**
   * The spec of a method that throws where it is not healthy.
   *
   * @param member the method's name
   * @param timeout how long it may take
   * @param every how often it is asked
   * @param resign whether this process leads nothing while it fails
   * @param call calls it
   * @param <B> the class
   * @return the spec
   */
  public static <B> HealthCheckSpec<B> calling(
      String member, Duration timeout, Duration every, boolean resign, Call<B> call) {
    return new HealthCheckSpec<>(
        member,
        timeout,
        every,
        resign,
        instance -> {
          call.call(instance);
          return true;
        });
  }

  /** Calls an instance. */
  @FunctionalInterface
  public interface Call<B> {
    /**
     * Calls.
     *
     * @param instance the instance
     * @throws Throwable what the method threw: it is not healthy
     */
    void call(B instance) throws Throwable;
  }

  /** Asks an instance. */
  @FunctionalInterface
  public interface Check<B> {
    /**
     * Asks.
     *
     * @param instance the instance
     * @return whether it is healthy
     * @throws Throwable what the method threw: it is not healthy
     */
    boolean check(B instance) throws Throwable;
  }
}
