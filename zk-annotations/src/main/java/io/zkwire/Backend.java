package io.zkwire;

/**
 * An endpoint and what a process knows of its own calls there. Thread-safe.
 *
 * <pre>{@code
 * public EndpointPicker prepare(List<? extends Backend> backends) {      // of an EndpointStrategy
 *   return hash ->
 *       IntStream.range(0, backends.size())
 *           .boxed()
 *           .min(Comparator.comparingInt(i -> backends.get(i).inFlight()))
 *           .orElseThrow();
 * }
 * }</pre>
 */
public interface Backend {

  /** The endpoint. */
  Endpoint endpoint();

  /** How many calls are under way there. */
  int inFlight();

  /**
   * How long calls take there, in nanoseconds: a moving average that rises at once with a slow call
   * and sinks with quick ones, and with time while nobody calls; 0 if nothing is known.
   */
  double responseNanos();
}
