package io.zkwire;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What becomes of a command that was sent. Thread-safe. */
public interface SentCommand extends AutoCloseable {

  /** The name of its node, such as {@code cmd-0000000007}. */
  String id();

  /** The command. */
  String command();

  /** Whom it was sent to; for one to a leader, who has taken it, or nobody yet. Unmodifiable. */
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
   * Waits until each addressee has come to an end, at most until the deadline. Who has not been
   * heard of by then is {@link Acknowledgement.State#EXPIRED}; who is at work still, {@link
   * Acknowledgement.State#RECEIVED}.
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
   * Completes when each addressee has come to an end. What depends on it must not block.
   *
   * @return the acknowledgements by member
   */
  CompletableFuture<Map<String, Acknowledgement>> outcome();

  /** Watches no longer; the command is carried out all the same. */
  @Override
  void close();
}
