package io.zkwire.runtime.shard;

import io.zkwire.Shard;
import io.zkwire.runtime.exclusive.Hold;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.spi.Passage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One who is told of the share. What is taken away stays with this process until the call that says
 * so has returned (R8). Thread-safe.
 */
final class ShareListener {

  /** Calls the application. */
  @FunctionalInterface
  interface Call {
    void call(List<Shard> mine) throws Throwable;
  }

  private final Mailbox mailbox;
  private final String name;
  private final Supplier<List<Shard>> mine;
  private final Call call;
  private final Set<Turn> waiting = new HashSet<>();
  private List<Shard> told = List.of();
  private boolean closed;

  /** One call that is to come, and what is kept until it has returned. Compared by identity. */
  private static final class Turn {
    private final List<Passage> kept = new ArrayList<>();

    void leave() {
      kept.forEach(Passage::leave);
    }
  }

  ShareListener(Mailbox mailbox, String name, Supplier<List<Shard>> mine, Call call) {
    this.mailbox = mailbox;
    this.name = name;
    this.mine = mine;
    this.call = call;
  }

  /**
   * Tells the share as it is when its turn comes.
   *
   * @param leaving the grants that are about to be given back
   */
  void tell(Collection<Hold> leaving) {
    Turn turn = new Turn();
    synchronized (this) {
      if (closed) {
        return;
      }
      for (Hold each : leaving) {
        Passage passage = each.keep();
        if (passage != null) {
          turn.kept.add(passage);
        }
      }
      waiting.add(turn);
    }
    mailbox.post(name, () -> run(turn));
  }

  private void run(Turn turn) throws Throwable {
    synchronized (this) {
      if (!waiting.remove(turn)) {
        return;
      }
    }
    try {
      List<Shard> now = mine.get();
      if (!now.equals(told)) {
        told = now;
        call.call(now);
      }
    } finally {
      turn.leave();
    }
  }

  /** Is told nothing more; a call that is under way goes on. */
  void close() {
    List<Turn> dropped;
    synchronized (this) {
      closed = true;
      dropped = List.copyOf(waiting);
      waiting.clear();
    }
    dropped.forEach(Turn::leave);
  }
}
