package io.zkwire.junit;

import io.zkwire.runtime.ZkWire;
import org.apache.zookeeper.ZooKeeper;

/**
 * Ends a session on the servers: takes it over by its id and password, and closes it, until it is
 * gone.
 */
final class SessionKiller {
  private static final int ATTEMPTS = 10;

  private final long sessionId;
  private final byte[] password;

  private SessionKiller(long sessionId, byte[] password) {
    this.sessionId = sessionId;
    this.password = password;
  }

  /** For the session that the client has now. */
  static SessionKiller of(ZkWire zk) {
    ZooKeeper client = Sessions.handle(zk);
    if (client == null || client.getSessionId() == 0) {
      throw new IllegalStateException(
          "The client has no session that could expire; its state is " + zk.state());
    }
    return new SessionKiller(client.getSessionId(), client.getSessionPasswd());
  }

  /** Returns once a server has said that the session has expired. */
  void kill(String connectString) {
    for (int i = 0; i < ATTEMPTS; i++) {
      try (PlainSession takenOver = new PlainSession(connectString, sessionId, password)) {
        if (!takenOver.isAlive()) {
          return;
        }
      }
    }
    throw new IllegalStateException(
        "Session 0x"
            + Long.toHexString(sessionId)
            + " still lives after it was closed "
            + ATTEMPTS
            + " times");
  }
}
