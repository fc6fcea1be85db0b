package io.zkwire.runtime.id;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One parent of nodes. Its name has a word of its own, so that nobody makes it a second time: the
 * count of ZooKeeper would begin anew. Thread-safe.
 */
final class Page {

  /** How many numbers it has. Those who race at its end make a few nodes more, and remove them. */
  static final int SIZE = 4_096;

  private final long index;
  private final String path;
  private final AtomicInteger seen = new AtomicInteger(-1);

  Page(String root, long index, String token) {
    this.index = index;
    this.path = root + "/p" + index + "-" + token;
  }

  long index() {
    return index;
  }

  String path() {
    return path;
  }

  /** How many numbers it may still have. */
  int room() {
    return SIZE - 1 - seen.get();
  }

  /** The highest count that was seen; a node whose creation is sent now has a higher one. */
  int seen() {
    return seen.get();
  }

  /** The number of a node; -1 for one beyond the end of the page. */
  long number(int suffix) {
    seen.accumulateAndGet(suffix, Math::max);
    return suffix >= 0 && suffix < SIZE ? index * SIZE + suffix : -1;
  }
}
