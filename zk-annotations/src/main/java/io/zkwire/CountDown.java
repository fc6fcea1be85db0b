package io.zkwire;

import java.time.Duration;

/**
 * A latch across processes: it opens once it has been counted down so many times, and stays open.
 * Thread-safe.
 *
 * <pre>{@code
 * CountDown loaded = zk.countDown("shards-loaded", 12);
 * loaded.countDown();                         // each of twelve loaders
 * loaded.await(Duration.ofMinutes(10));       // whoever wants all of them
 * }</pre>
 */
public interface CountDown {

  /** Its name. */
  String name();

  /** How often it must still be counted down; 0 when it is open. */
  int left();

  /**
   * Counts down by one, exactly once also where the connection is lost meanwhile and comes back. An
   * open latch stays as it is.
   *
   * @throws OutcomeUnknownException ZK-SESSION-05 if it could not be found out in time whether it
   *     counted. Count down again then: the {@code ZkWire} repeats the count that is in doubt,
   *     which counts once, before it makes another
   * @throws ZkWireException ZK-BARRIER-21 if others use another count
   */
  void countDown();

  /**
   * Waits until it is open.
   *
   * @param timeout for how long at most
   * @return whether it is open
   * @throws InterruptedException if the thread is interrupted
   * @throws ZkWireException ZK-BARRIER-21 if others use another count
   */
  boolean await(Duration timeout) throws InterruptedException;
}
