package io.zkwire.tests.faults;

/** A round did not show what it must show. */
final class RoundFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RoundFailure(String what) {
    super(what);
  }
}
