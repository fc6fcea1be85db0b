package io.zkwire.runtime;

import io.zkwire.runtime.spi.Passage;

/**
 * Looks on while work runs that zkwire guards or hands out, for tracing. Called on the thread that
 * works, between the moment at which it may run and its first line; must not throw. Thread-safe.
 *
 * <pre>{@code
 * ZkTracer printing =
 *     (kind, name, work) -> {
 *       System.out.println("begins " + kind + " " + name);
 *       return work;
 *     };
 * }</pre>
 */
@FunctionalInterface
public interface ZkTracer {

  /** A call of a guarded method; its name is the class and the method. */
  String GUARD = "guard";

  /** A command that is carried out; its name is the command. */
  String COMMAND = "command";

  /** An item of a queue that is worked on; its name is that of the queue. */
  String QUEUE = "queue";

  /**
   * Work begins.
   *
   * @param kind one of the constants above
   * @param name what is worked on, one of as many names as the application has
   * @param work told when it ends: what it throws, then that it ends. For a guarded call, leaving
   *     it gives back what the guards hold
   * @return told in its place, and tells it in turn, at once or later, on the same thread, the last
   *     one first
   */
  Passage around(String kind, String name, Passage work);
}
