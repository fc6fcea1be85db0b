package io.zkwire;

/**
 * A queue holds as many items as it may.
 *
 * <pre>{@code
 * try {
 *   mails.put(mail);
 * } catch (QueueFullException e) {
 *   System.out.println(e.queue() + " has " + e.limit() + " items already");
 * }
 * }</pre>
 */
public final class QueueFullException extends ZkWireException {

  private static final long serialVersionUID = 1L;

  private final String queue;
  private final int limit;
  private final int put;

  /**
   * Makes the exception.
   *
   * @param queue the name of the queue
   * @param limit how many items it may hold
   * @param put how many items of the same call were put before
   * @param problem what is wrong and what was found, without a full stop
   * @param mend how to mend it, without a full stop
   */
  public QueueFullException(String queue, int limit, int put, String problem, String mend) {
    super(ErrorCode.QUEUE_FULL, problem, mend, null);
    this.queue = queue;
    this.limit = limit;
    this.put = put;
  }

  /** The name of the queue. */
  public String queue() {
    return queue;
  }

  /** How many items it may hold. */
  public int limit() {
    return limit;
  }

  /** How many items of the same call were put before. */
  public int put() {
    return put;
  }
}
