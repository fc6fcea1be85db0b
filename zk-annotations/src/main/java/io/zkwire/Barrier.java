package io.zkwire;

import java.time.Duration;

/**
 * A place where a number of parties, in any processes, wait for each other. Thread-safe; each call
 * stands for one party.
 *
 * <pre>{@code
 * Barrier start = zk.barrier("load-test", 3);
 * start.await(Duration.ofSeconds(30));               // all three go on, or none does
 *
 * try (BarrierPass pass = start.enter(Duration.ofSeconds(30))) {
 *   step();                                          // no party begins before all have entered
 * }                                                  // nor goes on before all have left
 * }</pre>
 *
 * <p>All or none: each generation has one outcome, written once in one multi, and every party goes
 * by that. The death of a party, its time-out or its interruption before the outcome breaks the
 * generation for all of them. The next call begins the next generation. Only a party that cannot
 * ask ZooKeeper when its time is over is told {@link BarrierBrokenException.Reason#UNKNOWN},
 * whatever becomes of the others; its place is given up as soon as it is connected again, and its
 * next call waits for that.
 *
 * <p>The place of a process that was killed stands until its session is over: whoever takes its
 * place at once enters beside it, and counts as one more.
 */
public interface Barrier {

  /** Its name. */
  String name();

  /** How many parties it takes. */
  int parties();

  /**
   * Waits until all parties are here.
   *
   * @param timeout for how long at most
   * @throws BarrierBrokenException ZK-BARRIER-20 if the generation was broken, for all of them
   * @throws ZkWireException ZK-BARRIER-21 if others use another number of parties
   * @throws InterruptedException if the thread is interrupted, which breaks the generation; not if
   *     all were here before that
   */
  void await(Duration timeout) throws InterruptedException;

  /**
   * Waits until all parties are here, and stays inside. All parties of a barrier use either this or
   * {@link #await}.
   *
   * @param timeout for how long at most, and later for how long leaving waits
   * @return to be closed by the same process, by which it leaves
   * @throws BarrierBrokenException ZK-BARRIER-20 if the generation was broken, for all of them
   * @throws ZkWireException ZK-BARRIER-21 if others use another number of parties
   * @throws InterruptedException if the thread is interrupted, which breaks the generation
   */
  BarrierPass enter(Duration timeout) throws InterruptedException;
}
