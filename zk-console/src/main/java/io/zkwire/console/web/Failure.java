package io.zkwire.console.web;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.console.model.Conflict;
import java.util.LinkedHashMap;
import java.util.Map;

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

  /** What is told of a failure; of a conflict also what stands there now. */
  static Map<String, Object> body(Exception e) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("message", e.getMessage());
    if (e instanceof ZkWireException ours) {
      body.put("code", ours.code().id());
    }
    if (e instanceof Conflict conflict) {
      body.put("found", conflict.found());
      body.put("theirs", conflict.theirs());
    }
    return body;
  }
}
