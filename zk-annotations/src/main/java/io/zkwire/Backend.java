package io.zkwire;

/** An endpoint and what a process knows of its own calls there. Thread-safe. */
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
