package io.zkwire.samples.quickstart;

/** Something is not as the tour expects it. */
final class Difference extends RuntimeException {

  private static final long serialVersionUID = 1;

  Difference(String message) {
    super(message);
  }
}
