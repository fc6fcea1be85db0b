package io.zkwire;

/**
 * One party inside a barrier. Thread-safe.
 *
 * <pre>{@code
 * try (BarrierPass pass = zk.barrier("load-test", 3).enter(Duration.ofSeconds(30))) {
 *   System.out.println("generation " + pass.generation());               // all three are inside
 * }                                                                      // all three have left
 * }</pre>
 */
public interface BarrierPass extends AutoCloseable {

  /** Which generation it is, from 1. */
  long generation();

  /**
   * Leaves: waits until all parties of the generation leave. Does nothing the second time.
   *
   * @throws BarrierBrokenException ZK-BARRIER-20 if one of them died inside, timed out while it
   *     waited for the others, or was interrupted then
   */
  @Override
  void close();
}
