package io.zkwire.runtime.spi;

import io.zkwire.FencingToken;

/**
 * A method that is told when this process begins, or no longer goes on, to lead.
 *
 * @param <B> the class
 * @param member the method, as messages show it
 * @param role the role as it was written, placeholders included
 * @param leads whether it is told that this process leads, or that it does not
 * @param call calls the method
 */
public record LeaderListenerSpec<B>(String member, String role, boolean leads, Call<B> call)
    implements Spec<B> {

  /**
   * The spec of a method that is told that this process leads.
   *
   * @param role the role as it was written, placeholders included
   * @param member the method's name
   * @param call calls the method
   * @param <B> the class
   * @return the spec
   */
  public static <B> LeaderListenerSpec<B> onLeader(String role, String member, Call<B> call) {
    return new LeaderListenerSpec<>(member, role, true, call);
  }

  /**
   * The spec of a method that is told that this process no longer leads.
   *
   * @param role the role as it was written, placeholders included
   * @param member the method's name
   * @param call calls the method
   * @param <B> the class
   * @return the spec
   */
  public static <B> LeaderListenerSpec<B> onFollower(String role, String member, Call<B> call) {
    return new LeaderListenerSpec<>(member, role, false, call);
  }

  /** Calls a method with the token of the term. */
  @FunctionalInterface
  public interface Call<B> {
    /**
     * Calls.
     *
     * @param instance the instance
     * @param token the token of the term that begins, goes on, or has ended
     * @throws Throwable what the method threw
     */
    void call(B instance, FencingToken token) throws Throwable;
  }
}
