package io.zkwire.runtime.session;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.ZooKeeper;

/**
 * The requests that wait for an answer, by the client that sent them. The answers of a client whose
 * session has ended come a tenth of a second after the next session has begun, and where its event
 * thread ended first one may not come at all: whoever waited for it would wait for ever.
 * Thread-safe.
 */
final class Unanswered {

  private final Map<ZooKeeper, Set<Answer<?>>> byClient = new ConcurrentHashMap<>();

  /** The requests of a client, to be added to. */
  Set<Answer<?>> of(ZooKeeper client) {
    Set<Answer<?>> known = byClient.get(client);
    return known != null
        ? known
        : byClient.computeIfAbsent(client, c -> ConcurrentHashMap.newKeySet());
  }

  /**
   * Fails what clients of before have not answered: their sessions have ended. What they had
   * answered was told before, since the client of now was made only by the last event of theirs.
   */
  void endAllBut(ZooKeeper present) {
    for (ZooKeeper client : List.copyOf(byClient.keySet())) {
      Set<Answer<?>> ended = client == present ? null : byClient.remove(client);
      if (ended != null) {
        ended.forEach(Unanswered::end);
      }
    }
  }

  private static void end(Answer<?> answer) {
    answer.completeExceptionally(KeeperException.create(Code.SESSIONEXPIRED));
  }
}
