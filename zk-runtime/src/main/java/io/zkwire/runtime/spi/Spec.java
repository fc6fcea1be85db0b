package io.zkwire.runtime.spi;

/**
 * One thing that one class wants. Immutable, and the same for every instance of the class: what
 * belongs to an instance is reached through the functions of the spec, which take it as their first
 * argument.
 *
 * @param <B> the class that wants it
 */
public interface Spec<B> {

  /**
   * The field or method that asks for it, as messages show it: {@code interval}, {@code
   * intervalChanged(..)}.
   */
  String member();
}
