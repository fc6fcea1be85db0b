package io.zkwire.agent.weave;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method that asks before it runs. Immutable.
 *
 * @param name its name
 * @param descriptor its erased descriptor, as in the class file
 * @param site its number among the sites of its class, from 0
 * @param arguments which of its parameters, from 0, fill the places in the names of its guards, in
 *     their order
 * @param literal what a call returns that may not run: a number, a boolean or a text that fits the
 *     type that the method returns; null for what is nothing of that type, as {@link SkippedValue}
 *     tells
 */
public record GuardPoint(
    String name, String descriptor, int site, List<Integer> arguments, @Nullable Object literal) {

  /** Copies the list. */
  public GuardPoint {
    arguments = List.copyOf(arguments);
  }

  /**
   * A method that returns nothing of its kind when it may not run.
   *
   * @param name its name
   * @param descriptor its erased descriptor
   * @param site its number among the sites of its class, from 0
   * @param arguments which of its parameters fill the places in the names of its guards
   */
  public GuardPoint(String name, String descriptor, int site, List<Integer> arguments) {
    this(name, descriptor, site, arguments, null);
  }
}
