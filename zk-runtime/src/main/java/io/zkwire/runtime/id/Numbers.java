package io.zkwire.runtime.id;

/** The numbers of one type, whatever the strategy. Thread-safe. */
interface Numbers {

  /** The next number. */
  long next();

  /** So many numbers, rising. */
  default long[] next(int count) {
    long[] out = new long[count];
    for (int i = 0; i < count; i++) {
      out[i] = next();
    }
    return out;
  }

  /** Gets ready, so that the first call need not wait. */
  void start();

  /** The connection is there again. */
  default void connected() {}

  /** What was taken from another ensemble, which nobody has confirmed, is given to nobody. */
  default void drop() {}

  /** An operator has confirmed the ensemble. */
  default void confirmed() {}

  /** Gives back what it holds; no number is given after that. */
  default void close() {}
}
