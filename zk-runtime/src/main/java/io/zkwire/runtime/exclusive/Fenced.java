package io.zkwire.runtime.exclusive;

import io.zkwire.ErrorCode;
import io.zkwire.OutcomeUnknownException;
import io.zkwire.ZkOp;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Limits;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.jspecify.annotations.Nullable;

/** Writes that are made only if the node of a grant stands (R10). */
public final class Fenced {

  private static final int MOST = 1_000;
  private static final int OVERHEAD = 64;

  private Fenced() {}

  /**
   * Writes, and waits for the answer.
   *
   * @param session the session
   * @param candidacy whose node must stand
   * @param operations what to write
   * @param refusal what to throw if the node is gone
   */
  public static void write(
      Session session,
      Candidacy candidacy,
      ZkOp[] operations,
      Supplier<? extends ZkWireException> refusal) {
    String node = candidacy.path();
    if (node == null) {
      throw refusal.get();
    }
    List<Op> ops = ops(session.requests(), node, operations);
    try {
      session
          .blocking()
          .await(
              session
                  .requests()
                  .multi(ops)
                  .handle((results, e) -> answered(candidacy, operations, e, refusal)),
              "write",
              node);
    } catch (ZkWireException e) {
      if (e.getCause() instanceof InterruptedException) {
        throw unknown(operations, "the thread was interrupted", e.getCause());
      }
      if (e.getCause() instanceof TimeoutException) {
        throw unknown(operations, "there was no answer in time", e.getCause());
      }
      throw e;
    }
  }

  private static OutcomeUnknownException unknown(
      ZkOp[] operations, String why, @Nullable Throwable cause) {
    return new OutcomeUnknownException(
        operations[0].path(),
        why + " during a fenced write, and it is not known whether it was made",
        "Read what was to be written, and decide anew",
        cause);
  }

  @SuppressWarnings("NullAway") // the answer of a transaction that was made is of no use
  private static List<OpResult> answered(
      Candidacy candidacy,
      ZkOp[] operations,
      @Nullable Throwable e,
      Supplier<? extends ZkWireException> refusal) {
    if (e == null) {
      return List.of();
    }
    if (nodeGone(e)) {
      candidacy.gone();
      throw new CompletionException(refusal.get());
    }
    if (Failures.connectionLost(e)) {
      throw new CompletionException(
          unknown(operations, "the connection was lost", Failures.unwrap(e)));
    }
    if (Failures.unwrap(e) instanceof MultiFailed multi && multi.index() > 0) {
      throw new CompletionException(
          new ZkWireException(
              ErrorCode.SESSION_REQUEST,
              "the fenced write was not made: "
                  + operations[multi.index() - 1]
                  + " failed with "
                  + multi.reason().code(),
              "Look at that node; none of the operations was made",
              multi.reason()));
    }
    throw new CompletionException(Failures.translate(e, "write", operations[0].path()));
  }

  /** Whether the transaction failed at its first operation, the check of the node. */
  private static boolean nodeGone(Throwable e) {
    return Failures.unwrap(e) instanceof MultiFailed multi
        && multi.index() == 0
        && multi.reason().code() == Code.NONODE;
  }

  private static List<Op> ops(Requests requests, String node, ZkOp[] operations) {
    if (operations.length == 0 || operations.length > MOST) {
      throw tooLarge(operations.length + " operations", "1 to " + MOST + " operations");
    }
    List<Op> ops = new ArrayList<>();
    ops.add(requests.check(node));
    long bytes = 0;
    for (ZkOp operation : operations) {
      Names.path("path", operation.path());
      byte[] data = data(operation);
      if (data.length > Limits.NODE) {
        throw tooLarge(operation + " of " + data.length + " bytes", Limits.NODE + " bytes a node");
      }
      bytes += data.length + operation.path().length() + OVERHEAD;
      ops.add(op(requests, operation));
    }
    if (bytes > Limits.REQUEST) {
      throw tooLarge(bytes + " bytes", Limits.REQUEST + " bytes a transaction");
    }
    return ops;
  }

  private static byte[] data(ZkOp operation) {
    if (operation instanceof ZkOp.Create create) {
      return create.data();
    }
    return operation instanceof ZkOp.SetData set ? set.data() : new byte[0];
  }

  private static Op op(Requests requests, ZkOp operation) {
    String path = operation.path();
    if (operation instanceof ZkOp.Create create) {
      return requests.create(path, create.data(), CreateMode.PERSISTENT);
    }
    if (operation instanceof ZkOp.SetData set) {
      return requests.set(path, set.data(), set.version());
    }
    if (operation instanceof ZkOp.Delete delete) {
      return Op.delete(requests.real(path), delete.version());
    }
    return Op.check(requests.real(path), ((ZkOp.Check) operation).version());
  }

  private static ZkWireException tooLarge(String found, String rule) {
    return new ZkWireException(
        ErrorCode.CONFIG_TOO_LARGE,
        "a fenced write has " + found + ", and may have " + rule,
        "Write less at a time",
        null);
  }
}
