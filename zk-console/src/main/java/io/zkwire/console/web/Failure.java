package io.zkwire.console.web;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;

/** A request that is not carried out: its status, and what is told of it. */
final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  Failure(int status, String problem, String mend) {
    super(ErrorCode.CONSOLE_REFUSED.message(problem, mend), null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }

  static int status(ZkWireException e) {
    return switch (e.code()) {
      case CONSOLE_CONFLICT, CONFIG_CONFLICT -> 409;
      case CONSOLE_MISSING, CONFIG_NO_REVISION -> 404;
      case NAME -> 400;
      case SESSION_CONNECT, SESSION_CLOSED, SESSION_OUTCOME -> 503;
      case ACCESS -> 403;
      default -> 422;
    };
  }
}
