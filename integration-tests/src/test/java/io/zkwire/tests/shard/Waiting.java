package io.zkwire.tests.shard;

import java.util.concurrent.CountDownLatch;

/** Waits inside of what cannot throw. */
final class Waiting {

  private Waiting() {}

  static void on(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
