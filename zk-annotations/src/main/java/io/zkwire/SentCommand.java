package io.zkwire;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What becomes of a command that was sent. Thread-safe.
 *
 * <pre>{@code
 * try (SentCommand sent = zk.commands("shops").toAll().send("flush-cache", "prices")) {
 *   sent.await().forEach((member, answer) -> System.out.println(member + " " + answer.state()));
 * }
 * }</pre>
 */
public interface SentCommand extends AutoCloseable {

  /** The name of its node, such as {@code cmd-0000000007}. */
  String id();

  /** The command. */
  String command();

  /**
   * Whom it was sent to; for one to a leader, who has taken it, or nobody yet, or the role once it
   * has expired. Unmodifiable.
   */
  Set<String> addressees();

  /**
   * What is known of each addressee now. Does not ask ZooKeeper.
   *
   * @return the acknowledgements by member; unmodifiable
   */
  Map<String, Acknowledgement> acknowledgements();

  /** Whether each addressee has come to an end. */
  boolean settled();

  /**
   * Waits until each addressee has come to an end, at most until the deadline. Who has not received
   * it by then is {@link Acknowledgement.State#EXPIRED}; who is at work still, {@link
   * Acknowledgement.State#RECEIVED}. If ZooKeeper cannot be asked at the deadline, who has not been
   * heard of stays {@link Acknowledgement.State#PENDING}, and is asked for when it can.
   *
   * @return the acknowledgements by member, as they are then
   * @throws ZkWireException ZK-SESSION-06 if the thread is interrupted
   */
  Map<String, Acknowledgement> await();

  /**
   * Waits until each addressee has come to an end, at most for some time: longer than the deadline
   * for long work.
   *
   * @param atMost how long
   * @return the acknowledgements by member, as they are then
   * @throws ZkWireException ZK-SESSION-06 if the thread is interrupted
   */
  Map<String, Acknowledgement> await(Duration atMost);

  /**
   * Completes when each addressee has come to an end; or with what is known when the command is
   * gone from ZooKeeper, deleted or cleaned up. Fails with {@link ZkWireException} ZK-SESSION-04 if
   * the handle is closed before that. What depends on it must not block.
   *
   * @return the acknowledgements by member
   */
  CompletableFuture<Map<String, Acknowledgement>> outcome();

  /** Watches no longer; the command is carried out all the same. */
  @Override
  void close();
}
