package io.zkwire.runtime.session;

import io.zkwire.ErrorCode;
import io.zkwire.ZkAccessDeniedException;
import io.zkwire.ZkWireException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;

/** Turns what ZooKeeper answers into what zkwire throws. */
public final class Failures {

  private Failures() {}

  /** The exception inside the wrappers of futures. */
  public static Throwable unwrap(Throwable e) {
    Throwable inner = e;
    while ((inner instanceof CompletionException || inner instanceof ExecutionException)
        && inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner;
  }

  /**
   * What ZooKeeper answered; of several operations, to the one that failed. {@code SYSTEMERROR} if
   * it was not ZooKeeper.
   */
  public static Code code(Throwable e) {
    Throwable inner = unwrap(e);
    if (inner instanceof MultiFailed multi) {
      return multi.reason().code();
    }
    return inner instanceof KeeperException k ? k.code() : Code.SYSTEMERROR;
  }

  /** Whether the failure says nothing about the request but that the connection went away. */
  public static boolean connectionLost(Throwable e) {
    return unwrap(e) instanceof KeeperException k
        && switch (k.code()) {
          case CONNECTIONLOSS, OPERATIONTIMEOUT, SESSIONEXPIRED, SESSIONMOVED, REQUESTTIMEOUT ->
              true;
          default -> false;
        };
  }

  /** Whether an ACL refused the request. */
  public static boolean denied(Code code) {
    return code == Code.NOAUTH || code == Code.AUTHFAILED;
  }

  /**
   * The exception for a refused access.
   *
   * @param path the path
   * @param permission what was missing
   * @return the exception
   */
  public static ZkAccessDeniedException denied(String path, String permission) {
    return new ZkAccessDeniedException(
        path,
        permission,
        "ZooKeeper denies " + permission + " on " + path,
        "Connect with credentials that the node's ACL allows, or change the ACL (DELETE and CREATE"
            + " belong to the parent)",
        null);
  }

  /**
   * Turns any failure of a request into an exception of zkwire.
   *
   * @param e the failure
   * @param what what was tried, for the message: {@code read}, {@code write}
   * @param path the path
   * @return the exception
   */
  public static ZkWireException translate(Throwable e, String what, String path) {
    Throwable inner = unwrap(e);
    if (inner instanceof ZkWireException z) {
      return z;
    }
    if (inner instanceof MultiFailed multi) {
      return translate(multi.reason(), what, path);
    }
    if (inner instanceof KeeperException k && denied(k.code())) {
      return denied(
          path,
          switch (what) {
            case "read", "list" -> "READ";
            case "create" -> "CREATE";
            default -> "WRITE";
          });
    }
    return new ZkWireException(
        ErrorCode.SESSION_REQUEST,
        "cannot " + what + " " + path + ": " + inner,
        "Look at the state of the connection and at the node",
        inner);
  }
}
