package io.zkwire.runtime.exclusive.model;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Something that can happen.
 *
 * @param who to whom
 * @param what what happens
 * @param possible whether it can happen in a state
 * @param take changes a state, in place
 */
record Step(String who, String what, Predicate<State> possible, Consumer<State> take) {

  @Override
  public String toString() {
    return who + " " + what;
  }
}
