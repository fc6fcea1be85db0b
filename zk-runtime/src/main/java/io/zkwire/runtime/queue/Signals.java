package io.zkwire.runtime.queue;

import io.zkwire.runtime.session.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Wakes as many idle consumers as there is work for: each waits on a node of its own, and whoever
 * deletes that node wakes this one only. Thread-safe.
 */
final class Signals {

  private final Session session;
  private final Layout layout;

  Signals(Session session, Layout layout) {
    this.session = session;
    this.layout = layout;
  }

  /** Wakes some of those that were seen idle. One that has gone meanwhile has looked by itself. */
  void wake(List<String> idle, int most) {
    if (idle.isEmpty() || most <= 0) {
      return;
    }
    List<String> some = new ArrayList<>(idle);
    Collections.shuffle(some);
    some.stream().limit(most).forEach(this::wake);
  }

  /** Wakes the one that keeps the time of delayed items: the first by name. */
  void wakeFirst(List<String> idle) {
    idle.stream().min(Comparator.naturalOrder()).ifPresent(this::wake);
  }

  private void wake(String consumer) {
    Deletes.quietly(session, layout.idle() + "/" + consumer);
  }
}
