package io.zkwire.runtime.queue;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Session;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes nodes of which it does not matter whether they are still there. */
final class Deletes {

  private static final Logger LOG = LoggerFactory.getLogger(Deletes.class);

  private static final long AGAIN_MILLIS = 500;

  private Deletes() {}

  /** Deletes a node of this session; where the connection is lost meanwhile, afterwards. */
  static void ours(Session session, String path) {
    ours(session, path, session.epoch());
  }

  private static void ours(Session session, String path, long epoch) {
    session
        .requests()
        .multi(List.of(session.requests().delete(path)))
        .whenComplete(
            (done, e) -> {
              if (e != null && Failures.connectionLost(e) && epoch == session.epoch()) {
                session.later(
                    () -> ours(session, path, epoch), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
              } else if (e != null) {
                LOG.debug("{} could not delete {}", session.label(), path, e);
              }
            });
  }

  static void quietly(Session session, String path) {
    session
        .requests()
        .multi(List.of(session.requests().delete(path)))
        .whenComplete(
            (done, e) -> {
              if (e != null && !(Failures.unwrap(e) instanceof MultiFailed)) {
                LOG.debug("{} could not delete {}", session.label(), path, e);
              }
            });
  }
}
