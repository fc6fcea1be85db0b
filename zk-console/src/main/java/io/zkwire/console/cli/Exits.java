package io.zkwire.console.cli;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;

/** The exit codes, as the reference lists them. */
final class Exits {

  /** All was done. */
  static final int OK = 0;

  /** It was done, and the answer is no: something is not there, failed, or is not well. */
  static final int NO = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** It was refused, and nothing was changed. */
  static final int REFUSED = 3;

  /** Somebody else has changed it meanwhile, and nothing was changed. */
  static final int CONFLICT = 4;

  /** ZooKeeper does not answer. */
  static final int UNREACHABLE = 5;

  /** Nobody knows whether it was done. */
  static final int UNKNOWN = 6;

  /** A defect of this program. */
  static final int DEFECT = 70;

  private Exits() {}

  static int of(Throwable e) {
    if (!(e instanceof ZkWireException ours)) {
      return DEFECT;
    }
    ErrorCode code = ours.code();
    return switch (code) {
      case CONSOLE_CONFLICT, CONFIG_CONFLICT -> CONFLICT;
      case CONSOLE_MISSING, CONFIG_NO_REVISION -> NO;
      case SESSION_CONNECT, SESSION_CLOSED -> UNREACHABLE;
      case SESSION_OUTCOME -> UNKNOWN;
      default -> REFUSED;
    };
  }
}
