package io.zkwire.runtime.endpoint;

/** Hashes that are the same in every process and on every machine. */
final class Hashes {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Hashes() {}

  /** The hash of a text; allocates nothing. */
  static long of(CharSequence text) {
    long hash = text.length() * GOLDEN;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * GOLDEN;
      hash ^= hash >>> 29;
    }
    return mix(hash);
  }

  /** Spreads a number over all bits: the finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
  static long mix(long number) {
    long mixed = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** A number from 0 below a bound, of the upper half of a hash. */
  static int below(int bound, long hash) {
    return (int) (((hash >>> 32) * bound) >>> 32);
  }

  /** A number from 0 below a bound, of the lower half of a hash. */
  static int belowOfLower(int bound, long hash) {
    return (int) (((hash & 0xffff_ffffL) * bound) >>> 32);
  }
}
