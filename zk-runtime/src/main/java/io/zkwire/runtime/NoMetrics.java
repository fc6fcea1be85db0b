package io.zkwire.runtime;

import java.util.function.LongSupplier;

/** Counts nothing. */
enum NoMetrics implements ZkMetrics {
  INSTANCE;

  @Override
  public void count(String counter, long by) {
    // counts nothing, as its name says
  }

  @Override
  public void gauge(String gauge, LongSupplier value) {
    // offers nothing, as its name says
  }
}
