package io.zkwire.samples.nightly;

import io.zkwire.FencingToken;

/** Whoever writes comes too late: a later holder has been here before. */
public final class StaleTokenException extends RuntimeException {

  private static final long serialVersionUID = 1;

  StaleTokenException(String what, FencingToken found, FencingToken newest) {
    super(what + ": the token " + found + " is older than " + newest + ", which was here before");
  }
}
