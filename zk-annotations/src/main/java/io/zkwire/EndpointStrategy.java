package io.zkwire;

import java.util.List;

/**
 * How one endpoint is chosen among several. An application may bring its own:
 *
 * <pre>{@code
 * public final class First implements EndpointStrategy {
 *   public EndpointPicker prepare(List<? extends Backend> backends) {
 *     return hash -> 0;
 *   }
 * }
 * }</pre>
 *
 * <p>A class that is named by {@code @Discover(strategy = ...)} has a constructor without
 * parameters; one object is made for each field.
 */
@FunctionalInterface
public interface EndpointStrategy {

  /**
   * Prepares the choice among some endpoints. Called whenever the list has changed, or an endpoint
   * is left out after failures or comes back; what costs time belongs here. Must not block.
   *
   * @param backends those to choose among, at least one, sorted by their ids; unmodifiable. A
   *     backend that stays in the list is the same object as before
   * @return the choice
   */
  EndpointPicker prepare(List<? extends Backend> backends);
}
