package io.zkwire.runtime.queue;

import io.zkwire.ZkAccessDeniedException;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.util.List;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.ZooDefs.OpCode;
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
   * Whether an ACL refused a transaction; it is told then, with what is missing where: creating and
   * deleting are refused by the parent.
   *
   * @param what what was tried: {@code claim}
   * @param ops what the transaction was made of, all writes
   */
  boolean denied(MultiFailed multi, String what, List<Op> ops) {
    if (!Failures.denied(multi.reason().code())) {
      return false;
    }
    Op op = ops.get(multi.index());
    String path = op.getPath();
    String parent = path.substring(0, path.lastIndexOf('/'));
    tell(
        what,
        switch (op.getType()) {
          case OpCode.create -> Failures.denied(parent, "CREATE");
          case OpCode.delete -> Failures.denied(parent, "DELETE");
          default -> Failures.denied(path, "WRITE");
        });
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
