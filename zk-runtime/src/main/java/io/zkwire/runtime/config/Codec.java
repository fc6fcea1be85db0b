package io.zkwire.runtime.config;

import org.jspecify.annotations.Nullable;

/** Turns what was read into a value. Thread-safe. */
interface Codec<V> {

  /**
   * Converts.
   *
   * @param raw what was read, not absent
   * @param fallback the default, for what a subtree leaves open
   * @return the value
   * @throws Exception if it is no such value
   */
  V decode(Raw raw, @Nullable V fallback) throws Exception;

  /**
   * Whether it runs code of the application, or blocks, and so may not run on ZooKeeper's event
   * thread.
   */
  boolean foreign();
}
