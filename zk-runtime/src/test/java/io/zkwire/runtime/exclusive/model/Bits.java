package io.zkwire.runtime.exclusive.model;

/** A long that small numbers are written to, or read from again in the same order, exactly. */
final class Bits {

  private final boolean reads;
  private long packed;
  private int used;

  private Bits(boolean reads, long packed) {
    this.reads = reads;
    this.packed = packed;
  }

  static Bits toWrite() {
    return new Bits(false, 0);
  }

  static Bits toRead(long packed) {
    return new Bits(true, packed);
  }

  /** Writes a number and returns it, or returns the one that was written. */
  int pass(int value, int width) {
    int read = (int) (packed >>> used) & ((1 << width) - 1);
    if (!reads) {
      if (value < 0 || value >= 1 << width || used + width > Long.SIZE) {
        throw new IllegalStateException(value + " in " + width + " bits after " + used);
      }
      packed |= (long) value << used;
    }
    used += width;
    return reads ? read : value;
  }

  boolean pass(boolean value) {
    return pass(value ? 1 : 0, 1) == 1;
  }

  long packed() {
    return packed;
  }
}
