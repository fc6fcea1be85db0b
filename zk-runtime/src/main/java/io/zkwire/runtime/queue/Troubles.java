package io.zkwire.runtime.queue;

import io.zkwire.ZkAccessDeniedException;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.OpResult;
import org.jspecify.annotations.Nullable;

/**
 * What keeps this process from taking items of a queue, told to operators until it is mended.
 * Thread-safe.
 */
final class Troubles {

  private final Session session;
  private final Layout layout;

  Troubles(Session session, Layout layout) {
    this.session = session;
    this.layout = layout;
  }

  private String subject(String what) {
    return layout.root() + " (" + what + ")";
  }

  /**
   * Whether an ACL refused a transaction; it is told then.
   *
   * @param what what was tried: {@code claim}
   * @param path the node that it is about; for those that come or go their parent
   * @param permission what is missing there
   */
  boolean denied(MultiFailed multi, String what, String path, String permission) {
    if (!Failures.denied(multi.reason().code())) {
      return false;
    }
    tell(what, Failures.denied(session.requests().real(path), permission));
    return true;
  }

  /** Tells of a failure, where it is more than a lost connection. */
  void tell(String what, @Nullable Throwable e) {
    if (e != null && Failures.unwrap(e) instanceof ZkWireException failure) {
      String message = String.valueOf(failure.getMessage());
      session.problems().report(new Problem(failure.code(), subject(what), message), failure);
    }
  }

  /** It went well. */
  void mended(String what) {
    session.problems().clear(subject(what));
  }

  /** Whether a read found its node; one that an ACL refused is no node that is missing. */
  static boolean found(Session session, OpResult result, String path)
      throws ZkAccessDeniedException {
    Code code = Requests.errorOf(result);
    if (Failures.denied(code)) {
      throw Failures.denied(session.requests().real(path), "READ");
    }
    return code == Code.OK;
  }
}
