package io.zkwire.runtime.exclusive;

import io.zkwire.ErrorCode;
import io.zkwire.runtime.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports a guarded call that is still inside when its grant is given back (R8). */
final class Outlived {

  private static final Logger LOG = LoggerFactory.getLogger(Outlived.class);

  private Outlived() {}

  static void report(Session session, Line line, Hold hold) {
    session.metrics().count("zkwire.lease.outlived", 1);
    LOG.warn(
        "{} {}",
        session.label(),
        ErrorCode.LEASE_OUTLIVED.message(
            "a guarded call of "
                + line.root()
                + " has not ended "
                + ExclusiveWork.DRAIN.toSeconds()
                + " s after its grant "
                + hold.token()
                + " was given back. The node stays until it ends",
            "Let guarded methods end soon, or react to an interrupt with onLoss = INTERRUPT"));
  }
}
