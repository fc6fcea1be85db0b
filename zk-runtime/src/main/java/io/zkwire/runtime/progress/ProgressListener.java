package io.zkwire.runtime.progress;

import io.zkwire.TaskProgress;
import io.zkwire.runtime.session.Mailbox;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One who is told of a task. Changes that come before the call has begun are told as one.
 * Thread-safe.
 */
final class ProgressListener {

  /** Calls the application. */
  @FunctionalInterface
  interface Call {
    void call(TaskProgress now) throws Throwable;
  }

  private final Board board;
  private final Mailbox mailbox;
  private final String name;
  private final Call call;
  private final AtomicBoolean posted = new AtomicBoolean();
  private volatile boolean closed;

  ProgressListener(Board board, Mailbox mailbox, String name, Call call) {
    this.board = board;
    this.mailbox = mailbox;
    this.name = name;
    this.call = call;
  }

  /** Is told nothing more, not what waits to be told either. */
  void close() {
    closed = true;
  }

  void changed() {
    if (posted.compareAndSet(false, true)) {
      mailbox.post(
          name,
          () -> {
            posted.set(false);
            if (!closed) {
              call.call(board.now());
            }
          });
    }
  }
}
