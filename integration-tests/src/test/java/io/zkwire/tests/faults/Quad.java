package io.zkwire.tests.faults;

/** A value whose parts are equal unless it was seen half written. */
record Quad(long a, long b, long c, long d) {

  static Quad of(long number) {
    return new Quad(number, number, number, number);
  }
}
