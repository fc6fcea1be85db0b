package io.zkwire.runtime.progress;

import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.session.Watches;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.zookeeper.WatchedEvent;

/** The tasks that are watched here, each once however many handles it has. Thread-safe. */
final class Boards {

  private final Session session;
  private final Watches watches;
  private final Map<String, Used> boards = new HashMap<>();

  Boards(Session session) {
    this.session = session;
    this.watches = new Watches(session, this::happened);
  }

  /** A board and how many handles it has. */
  private static final class Used {
    private final Board board;
    private int handles;

    Used(Board board) {
      this.board = board;
    }
  }

  /** One more handle. Returns when the board shows what stands in ZooKeeper, if it can know. */
  Board open(String task) {
    Board board;
    synchronized (boards) {
      Used used = boards.get(task);
      if (used == null) {
        used = new Used(new Board(session, task));
        boards.put(task, used);
        watches.require(used.board.roots());
        used.board.load();
      }
      used.handles++;
      board = used.board;
    }
    try {
      if (session.state() == SessionState.CONNECTED) {
        session.blocking().await(board.filled(), "list", board.roots().get(0));
      }
      return board;
    } catch (RuntimeException e) {
      close(board);
      throw e;
    }
  }

  /** One handle less; the last one ends the watch. */
  void close(Board board) {
    synchronized (boards) {
      Used used = boards.get(board.task());
      if (used == null || --used.handles > 0) {
        return;
      }
      boards.remove(board.task());
      board.close();
      List<String> needed = new ArrayList<>();
      boards.values().forEach(each -> needed.addAll(each.board.roots()));
      watches.retain(needed);
    }
  }

  private void happened(WatchedEvent event) {
    String path = session.requests().logical(event.getPath());
    String[] parts = path.split("/", 5); // "", root, task, worker
    if (parts.length == 4) {
      Used used;
      synchronized (boards) {
        used = boards.get(parts[2]);
      }
      if (used != null) {
        used.board.changed(path);
      }
    }
  }

  /** The connection is there: what was watched may have changed meanwhile. */
  void connected(boolean newSession) {
    watches.connected(newSession);
    List<Used> all;
    synchronized (boards) {
      all = List.copyOf(boards.values());
    }
    all.forEach(used -> used.board.load());
  }

  List<String> watched() {
    return watches.list();
  }
}
