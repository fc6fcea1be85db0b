package io.zkwire.console.model;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;

/** Something that is not done, and why. */
public final class Refused extends ZkWireException {

  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param problem what is wrong, without a full stop
   * @param mend how to mend it, without a full stop
   */
  public Refused(String problem, String mend) {
    super(ErrorCode.CONSOLE_REFUSED, problem, mend, null);
  }

  private Refused(ErrorCode code, String problem, String mend) {
    super(code, problem, mend, null);
  }

  /**
   * Something that is not there.
   *
   * @param what what was asked for
   * @param mend how to find what is there
   */
  public static Refused missing(String what, String mend) {
    return new Refused(ErrorCode.CONSOLE_MISSING, what + " is not there", mend);
  }
}
