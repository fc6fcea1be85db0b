package io.zkwire.runtime.progress;

import io.zkwire.ProgressBoard;
import io.zkwire.Registration;
import io.zkwire.TaskProgress;
import io.zkwire.runtime.session.Session;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One handle of a board. Thread-safe. */
final class BoardHandle implements ProgressBoard {

  private final Session session;
  private final Boards boards;
  private final Board board;
  private final Set<ProgressListener> listeners = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  BoardHandle(Session session, Boards boards, String task) {
    this.session = session;
    this.boards = boards;
    this.board = boards.open(task);
  }

  /** What it shows. */
  Board board() {
    return board;
  }

  @Override
  public String task() {
    return board.task();
  }

  @Override
  public TaskProgress now() {
    return board.now();
  }

  @Override
  public Registration onChange(Consumer<TaskProgress> listener) {
    ProgressListener told =
        new ProgressListener(
            board, session.mailbox("progress of " + task()), "onChange", listener::accept);
    return listen(told);
  }

  /** Adds a listener, which ends with this handle at the latest. */
  Registration listen(ProgressListener told) {
    listeners.add(told);
    board.listen(told);
    return () -> {
      listeners.remove(told);
      board.forget(told);
    };
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      listeners.forEach(board::forget);
      boards.close(board);
    }
  }
}
