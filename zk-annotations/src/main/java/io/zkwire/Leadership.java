package io.zkwire;

import java.util.List;
import java.util.function.Consumer;

/**
 * The handle of a role: this process stands for it while the handle is open. Thread-safe.
 *
 * <pre>{@code
 * try (Leadership reports = zk.leadership("reports")) {
 *   if (reports.held()) { write(report, reports.token()); }
 * }
 * }</pre>
 */
public interface Leadership extends Grant, AutoCloseable {

  /** The role. */
  String role();

  /**
   * Who stands for the role, the one who leads or is next to lead first. Asks ZooKeeper.
   *
   * @return the candidates, oldest first; unmodifiable
   * @throws ZkWireException if they cannot be read
   */
  List<Candidate> candidates();

  /**
   * Gives up the present term, if there is one, and stands again at the end of the line. Guards
   * refuse at once; waits, at most two seconds, until guarded calls of the term have ended. Inside
   * a guarded method it does not wait, since that call would have to end first: the next one leads
   * when the calls have ended. Does nothing in a process that does not lead.
   */
  void resign();

  /**
   * Calls a listener with true when this process begins to lead and when it leads again after a
   * lapse, and with false when it no longer does.
   *
   * @param listener called on the runtime's threads, one call at a time, true and false in turns
   * @return closes the listener
   */
  Registration onChange(Consumer<Boolean> listener);

  /**
   * Stands no longer by this handle; the last handle of a role in a process gives the term up as
   * {@link #resign} does. The handle in a field is closed with its binding. Closing twice does
   * nothing.
   */
  @Override
  void close();
}
