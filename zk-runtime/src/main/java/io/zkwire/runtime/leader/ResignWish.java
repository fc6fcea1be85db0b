package io.zkwire.runtime.leader;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An operator's wish that a leader resign: {@code /wishes/resign/<role>} names the UUID of the node
 * that shall. Looked at while this process leads; a wish for another node is left alone.
 */
final class ResignWish implements Watcher {

  private static final Logger LOG = LoggerFactory.getLogger(ResignWish.class);

  private final Session session;
  private final Role role;

  ResignWish(Session session, Role role) {
    this.session = session;
    this.role = role;
  }

  private String path() {
    return "/wishes/resign/" + role.name();
  }

  /** Looks, and goes on to watch for as long as this process leads. */
  void watch() {
    session
        .requests()
        .stat(path(), this)
        .thenCompose(stat -> session.requests().get(path()))
        .whenComplete(this::read);
  }

  @Override
  public void process(WatchedEvent event) {
    if (event.getType() != Event.EventType.None && role.hold() != null) {
      watch();
    }
  }

  private void read(@Nullable Node node, @Nullable Throwable e) {
    if (e != null) {
      if (!Failures.connectionLost(e)) {
        LOG.debug("{} cannot read {}", session.label(), path(), e);
      }
      return;
    }
    String wanted =
        node == null || node.data() == null || node.data().length > 64
            ? ""
            : new String(node.data(), StandardCharsets.UTF_8).strip();
    if (node != null && role.hold() != null && wanted.equals(role.id())) {
      LOG.info("{} resigns '{}' as {} asks it to", session.label(), role.name(), path());
      session.metrics().count("zkwire.leader.wishes", 1);
      session
          .requests()
          .multi(List.of(Op.delete(session.requests().real(path()), node.stat().getVersion())))
          .whenComplete((done, why) -> role.resign());
    } else if (!wanted.isEmpty()) {
      LOG.debug("{} leaves the wish for {} alone", session.label(), Names.printable(wanted));
    }
  }
}
