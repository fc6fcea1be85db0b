package io.zkwire.agent.weave;

import net.bytebuddy.implementation.bytecode.StackManipulation;

/**
 * How code that is woven into a guarded method reaches the place where the method asks. A carrier
 * writes one; {@link GuardWeaver} puts it around the body:
 *
 * <pre>{@code
 * Object passage = <enter>;             // throws where the guard throws
 * if (passage == null) {
 *   return <what a skipped call returns>;
 * }
 * try {
 *   ... body ...
 * } finally {
 *   <leave>(passage);
 * }
 * }</pre>
 *
 * <p>What these pieces of code name must be visible to the class that they are woven into. A piece
 * that depends on the version of the class file, such as a dynamic constant, asks {@code
 * Implementation.Context#getClassFileVersion} when it is applied: that is the version of the class
 * that is woven.
 */
public interface Sites {

  /**
   * Asks. Leaves leave to run on the stack, as an object of any class, or null if the call may not
   * run. Runs before anything else of the method.
   *
   * @param call the call; it gives the pieces that load the owner and the arguments
   */
  StackManipulation enter(GuardedCall call);

  /**
   * Takes from the stack what {@link #enter} left there, which is not null, and gives it back. The
   * verifier knows it as an {@code Object}. Runs once for each call that entered, however it ends.
   *
   * @param call the call
   */
  StackManipulation leave(GuardedCall call);

  /**
   * The same, of a call that may have thrown.
   *
   * @param call the call
   * @param thrown puts on the stack what the call throws, a {@code Throwable}, or null
   */
  default StackManipulation leave(GuardedCall call, StackManipulation thrown) {
    return leave(call);
  }

  /**
   * Puts a {@code Throwable} on the stack that says why the call may not run. Used in methods that
   * return a future, which fails with it.
   *
   * @param call the call
   */
  StackManipulation refusal(GuardedCall call);
}
