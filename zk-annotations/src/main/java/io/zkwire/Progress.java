package io.zkwire;

/**
 * One worker of a task tells how far it is. Thread-safe; no call waits for ZooKeeper.
 *
 * <pre>{@code
 * try (Progress progress = zk.progress("import")) {
 *   progress.total(orders.size());
 *   for (Order order : orders) {
 *     store.write(order);
 *     progress.advance(1);
 *   }
 *   progress.done();
 * }
 * }</pre>
 *
 * <p>Once it has ended, by {@link #done()}, {@link #failed(String)} or {@link #close()}, all calls
 * do nothing.
 */
public interface Progress extends AutoCloseable {

  /**
   * The progress of the innermost call by {@code @ReportProgress} that this thread is inside.
   *
   * @return the handle
   * @throws IllegalStateException if this thread is inside no such call
   */
  static Progress current() {
    Progress current = CurrentProgress.get();
    if (current == null) {
      throw new IllegalStateException(
          "This thread is inside no method that @ReportProgress reports");
    }
    return current;
  }

  /** The task. */
  String task();

  /** The name of this worker. */
  String worker();

  /**
   * Says how much there is to do.
   *
   * @param total how many units; 0 or less for unknown, as it is at first
   * @return this
   */
  Progress total(long total);

  /**
   * Some more is done.
   *
   * @param by how many units; a negative number takes some back
   * @return this
   */
  Progress advance(long by);

  /**
   * Says how much is done in all.
   *
   * @param done how many units
   * @return this
   */
  Progress reached(long done);

  /**
   * Says what is done at the moment, for people who read it.
   *
   * @param message at most 1,000 characters are kept
   * @return this
   */
  Progress message(String message);

  /** It has ended well. */
  void done();

  /**
   * It has ended, and not well.
   *
   * @param why for people who read it; takes the place of the message
   */
  void failed(String why);

  /** Whether it has ended. */
  boolean ended();

  /** Ends it: as failed, unless it has ended before. */
  @Override
  void close();
}
