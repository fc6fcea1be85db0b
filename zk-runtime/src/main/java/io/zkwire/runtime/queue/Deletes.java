package io.zkwire.runtime.queue;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Session;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes nodes of which it does not matter whether they are still there. */
final class Deletes {

  private static final Logger LOG = LoggerFactory.getLogger(Deletes.class);

  private Deletes() {}

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
