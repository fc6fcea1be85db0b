package io.zkwire.agent.weave;

import io.zkwire.annotation.Otherwise;
import java.util.List;

/**
 * A method that asks before it runs. Immutable.
 *
 * @param name its name
 * @param descriptor its erased descriptor, as in the class file
 * @param site its number among the sites of its class, from 0
 * @param arguments which of its parameters, from 0, fill the places in the names of its guards, in
 *     their order
 * @param otherwise what a call does that may not run
 */
public record GuardPoint(
    String name, String descriptor, int site, List<Integer> arguments, Otherwise otherwise) {

  /** Copies the list. */
  public GuardPoint {
    arguments = List.copyOf(arguments);
  }
}
