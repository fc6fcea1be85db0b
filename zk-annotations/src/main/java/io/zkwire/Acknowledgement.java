package io.zkwire;

import org.jspecify.annotations.Nullable;

/**
 * What one member makes of a command. Immutable.
 *
 * <pre>{@code
 * zk.commands("shops").toAll().send("flush-cache", "prices").await()
 *     .forEach((member, answer) -> {
 *       if (answer.state() == Acknowledgement.State.DONE) {
 *         System.out.println(member + " has flushed " + answer.result(Integer.class));
 *       } else {
 *         System.out.println(member + " " + answer.state() + " " + answer.error());
 *       }
 *     });
 * }</pre>
 */
public interface Acknowledgement {

  /** How far it is. */
  enum State {
    /** Nothing has been heard of it. */
    PENDING,
    /** It was received, and runs or is about to. */
    RECEIVED,
    /** It ran to its end, and gave {@link #json()}. */
    DONE,
    /** It was refused, or threw: see {@link #error()}. */
    FAILED,
    /**
     * It was not received, or could not begin, before the deadline, and did not run; nor will it:
     * whoever says so has written it where the receipt would stand.
     */
    EXPIRED,
    /** It was received, and the member was gone before it told an end: it may have run in part. */
    DIED;

    /** Whether it is an end. */
    public boolean isFinal() {
      return this != PENDING && this != RECEIVED;
    }
  }

  /**
   * The member; for a command to a leader that nobody has taken before the deadline, the role,
   * whose state is EXPIRED.
   */
  String member();

  /** How far it is. */
  State state();

  /** Why it failed; an empty text if it did not. */
  String error();

  /** What the method returned, as JSON text; null if it returned nothing, or there is no end. */
  @Nullable String json();

  /**
   * What the method returned.
   *
   * @param type its type
   * @param <T> its type
   * @return the result; null if it returned nothing, or there is no end
   * @throws ZkWireException ZK-COMMAND-22 if it is something else
   */
  <T> @Nullable T result(Class<T> type);
}
