package io.zkwire;

/**
 * Chooses among a fixed list of endpoints. Called by many threads at once, for each call.
 *
 * <pre>{@code
 * EndpointPicker first = hash -> 0;  // whatever the key of the call is
 * }</pre>
 */
@FunctionalInterface
public interface EndpointPicker {

  /**
   * Chooses.
   *
   * @param hash the hash of the key, the same in every process; a random number for a call without
   *     a key
   * @return which one of the list, from 0; any number outside the list stands for the first one
   */
  int pick(long hash);
}
