package io.zkwire.runtime.spi;

import io.zkwire.Member;
import io.zkwire.Reason;

/**
 * A method that is told of members of a group.
 *
 * @param <B> the class
 * @param member the method, as messages show it
 * @param group the group as it was written, placeholders included
 * @param kind of what it is told
 * @param call calls the method
 */
public record MemberListenerSpec<B>(String member, String group, Kind kind, Call<B> call)
    implements Spec<B> {

  /** Of what a method is told. */
  public enum Kind {
    /** Members that come. */
    JOIN,
    /** Members that go. */
    LEAVE,
    /** Members of another health, status or description. */
    CHANGE,
    /** The same, and of another state. */
    STATE
  }

  /**
   * The spec of a method.
   *
   * @param kind of what it is told
   * @param group the group as it was written, placeholders included
   * @param member the method's name
   * @param call calls the method
   * @param <B> the class
   * @return the spec
   */
  public static <B> MemberListenerSpec<B> of(Kind kind, String group, String member, Call<B> call) {
    return new MemberListenerSpec<>(member, group, kind, call);
  }

  /** Calls a method. */
  @FunctionalInterface
  public interface Call<B> {
    /**
     * Calls.
     *
     * @param instance the instance
     * @param before the member as it was; for one that came or went the member itself
     * @param now the member
     * @param reason why it went; {@code UNKNOWN} for one that did not
     * @throws Throwable what the method threw
     */
    void call(B instance, Member before, Member now, Reason reason) throws Throwable;
  }
}
