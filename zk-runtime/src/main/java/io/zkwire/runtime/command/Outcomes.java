package io.zkwire.runtime.command;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.zookeeper.KeeperException.Code;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes how commands ended, again after a lost connection. Thread-safe. */
final class Outcomes {

  private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

  private final Session session;
  private final Map<String, Ack> unwritten = new LinkedHashMap<>();

  Outcomes(Session session) {
    this.session = session;
  }

  /** Replaces a receipt, which stands, by how it ended. */
  void write(String path, Ack ack) {
    synchronized (unwritten) {
      unwritten.put(path, ack);
    }
    send(path, ack);
  }

  private void send(String path, Ack ack) {
    session
        .requests()
        .multi(List.of(session.requests().set(path, ack.bytes(), -1)))
        .whenComplete((results, e) -> sent(path, e));
  }

  private void sent(String path, @Nullable Throwable e) {
    if (e != null && Failures.connectionLost(e)) {
      return; // again when the connection is back
    }
    synchronized (unwritten) {
      unwritten.remove(path);
    }
    boolean gone =
        e != null
            && Failures.unwrap(e) instanceof MultiFailed failed
            && failed.reason().code() == Code.NONODE; // the command was cleaned up
    if (e != null && !gone) {
      LOG.warn("{} cannot write the outcome {}", session.label(), path, e);
    }
  }

  void connected() {
    Map<String, Ack> again;
    synchronized (unwritten) {
      again = new LinkedHashMap<>(unwritten);
    }
    again.forEach(this::send);
  }
}
