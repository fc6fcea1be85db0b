package io.zkwire.runtime.endpoint;

import io.zkwire.Backend;
import io.zkwire.Endpoint;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** An endpoint, and how the calls of one handle fare there. Thread-safe. */
final class BackendState implements Backend {

  private static final double SINKS = 0.1;
  private static final double RISES = 0.5;
  private static final double FAILURE_NANOS = 1_000_000;

  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicLong average = new AtomicLong(); // the bits of a double
  private final AtomicInteger failures = new AtomicInteger();
  private volatile Endpoint endpoint;
  private volatile boolean quiet = true;
  private volatile boolean onProbation;

  // of the ejection, under its lock
  boolean ejected;
  int ejections;

  BackendState(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  /** The same endpoint says something else of itself. */
  void now(Endpoint changed) {
    endpoint = changed;
  }

  @Override
  public int inFlight() {
    return inFlight.get();
  }

  @Override
  public double responseNanos() {
    return Double.longBitsToDouble(average.get());
  }

  void begin() {
    inFlight.incrementAndGet();
  }

  /** A call was well. */
  void succeeded(long nanos) {
    inFlight.decrementAndGet();
    average((double) nanos);
    if (failures.get() != 0) {
      failures.set(0);
    }
    onProbation = false;
  }

  /**
   * A call has failed. However quickly it did, it makes the endpoint no better.
   *
   * @return how many have in a row; very many for the first one after it was left out
   */
  int failed(long nanos) {
    inFlight.decrementAndGet();
    average(Math.max((double) nanos, Math.max(FAILURE_NANOS, 2 * responseNanos())));
    int now = failures.incrementAndGet();
    return onProbation ? Integer.MAX_VALUE : now;
  }

  /** It comes back after it was left out: all is forgotten but that. */
  void probation() {
    onProbation = true;
    failures.set(0);
    average.set(0);
  }

  private void average(double nanos) {
    quiet = false;
    long bits = average.get();
    double before = Double.longBitsToDouble(bits);
    double after =
        before == 0 ? nanos : before + (nanos > before ? RISES : SINKS) * (nanos - before);
    average.compareAndSet(bits, Double.doubleToLongBits(after)); // one of two at once is enough
  }

  /** A second has passed: what nobody has called looks better, so that it is tried again. */
  void age() {
    if (quiet && inFlight.get() == 0) {
      double half = responseNanos() / 2;
      average.set(Double.doubleToLongBits(half < 1_000 ? 0 : half));
    }
    quiet = true;
  }
}
