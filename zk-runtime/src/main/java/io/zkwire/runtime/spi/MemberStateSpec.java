package io.zkwire.runtime.spi;

import org.jspecify.annotations.Nullable;

/**
 * A part of what a member tells of itself.
 *
 * @param <B> the class
 * @param member the field or method, as messages show it
 * @param name the name of the part
 * @param get reads it
 */
public record MemberStateSpec<B>(String member, String name, Get<B> get) implements Spec<B> {

  /**
   * The spec of a part.
   *
   * @param name the name of the part
   * @param member the name of the field or method
   * @param get reads it
   * @param <B> the class
   * @return the spec
   */
  public static <B> MemberStateSpec<B> of(String name, String member, Get<B> get) {
    return new MemberStateSpec<>(member, name, get);
  }

  /** Reads from an instance. */
  @FunctionalInterface
  public interface Get<B> {
    /**
     * Reads.
     *
     * @param instance the instance
     * @return what is told
     * @throws Throwable what a method of the application threw
     */
    @Nullable Object get(B instance) throws Throwable;
  }
}
