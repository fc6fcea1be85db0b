package io.zkwire.runtime.exclusive.model;

import java.util.List;

/**
 * What a search found.
 *
 * @param states how many states it visited
 * @param transitions how many steps it took from them
 * @param trace the steps to the first state that is wrong, or empty
 * @param neverTaken the steps that were possible in no state
 */
record Outcome(int states, long transitions, List<String> trace, List<String> neverTaken) {

  @Override
  public String toString() {
    String found =
        trace.isEmpty() ? "" : String.join("\n  ", "; overlap:", String.join("\n  ", trace));
    return states + " states, " + transitions + " steps" + found;
  }
}
