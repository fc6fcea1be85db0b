package io.zkwire.runtime.session;

import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.ZooKeeper.States;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks each second whether the client is where {@link Connection} was told that it is. Curator
 * tells by events: it drops them when many wait, and where one client takes the place of another it
 * may tell of the end of the old one last, or keep a client that has ended. What differs for two
 * looks is decided by the client itself, if it has answered a request in between. All but the
 * answer is called on the timer's thread.
 */
final class Lookout {

  private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
  private static final long EVERY_MILLIS = 1_000;

  private final Session session;
  private final Connection connection;
  private @Nullable ZooKeeper doubted;
  private long doubtedSince;
  private volatile @Nullable ZooKeeper answered;

  Lookout(Session session, Connection connection) {
    this.session = session;
    this.connection = connection;
  }

  /** Looks from now on, until the session is closed. */
  void begin() {
    session.later(this::look, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (session.closed()) {
      return;
    }
    begin();
    ZooKeeper client = present();
    if (client == null || connection.agrees(client)) {
      doubted = null;
      answered = null;
    } else if (client != doubted) {
      doubted = client;
      doubtedSince = session.options().clock().nanoTime();
      ask(client);
    } else if (client.getState() == States.CLOSED) {
      replace();
    } else if (client != answered) {
      ask(client);
    } else if (client.getState() == States.CONNECTED) {
      LOG.info("{} is connected, though Curator says otherwise", session.label());
      doubted = null;
      connection.connectedAfterAll();
    }
  }

  private @Nullable ZooKeeper present() {
    try {
      return session.zooKeeper();
    } catch (Exception e) {
      LOG.debug("{} has no client at the moment", session.label(), e);
      return null;
    }
  }

  /** Its answer shows that it is connected. */
  private void ask(ZooKeeper client) {
    client.exists(
        session.requests().real("/zkwire"),
        false,
        (rc, path, ctx, stat) -> {
          if (rc == Code.OK.intValue() || rc == Code.NONODE.intValue()) {
            answered = client;
          }
        },
        null);
  }

  /**
   * A client that has ended is replaced by Curator, as soon as its last event is worked on. One
   * that is kept for longer than a session would last is forgotten. That of somebody else is left
   * to him.
   */
  private void replace() {
    long elapsed = session.options().clock().nanoTime() - doubtedSince;
    if (!session.owned() || elapsed < session.negotiatedTimeout().toNanos()) {
      return;
    }
    LOG.warn("{} replaces its client, which has ended", session.label());
    doubted = null;
    try {
      session.client().getZookeeperClient().reset();
    } catch (Exception e) {
      LOG.debug("{} has no new client yet", session.label(), e);
    }
  }
}
