package io.zkwire.runtime.spi;

import io.zkwire.EndpointsChange;

/**
 * A method that is told when the endpoints of a domain have changed.
 *
 * @param <B> the class
 * @param member the method, as messages show it
 * @param domain the domain as it was written, placeholders included
 * @param call calls the method
 */
public record EndpointsListenerSpec<B>(String member, String domain, Call<B> call)
    implements Spec<B> {

  /**
   * The spec of a method.
   *
   * @param domain the domain as it was written, placeholders included
   * @param member the method's name
   * @param call calls the method
   * @param <B> the class
   * @return the spec
   */
  public static <B> EndpointsListenerSpec<B> onChange(String domain, String member, Call<B> call) {
    return new EndpointsListenerSpec<>(member, domain, call);
  }

  /** Calls a method with a change. */
  @FunctionalInterface
  public interface Call<B> {
    /**
     * Calls.
     *
     * @param instance the instance
     * @param change the change
     * @throws Throwable what the method threw
     */
    void call(B instance, EndpointsChange change) throws Throwable;
  }
}
