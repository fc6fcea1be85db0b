package io.zkwire.tests.faults;

import io.zkwire.ZkWireException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What one feature does in a worker of the nemesis while faults rage, in threads of its own. */
abstract class Load implements AutoCloseable {
  private static final long REST = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long END_WITHIN_MILLIS = 10_000;

  final Stage stage;
  private final String feature;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ending;

  Load(Stage stage, String feature) {
    this.stage = stage;
    this.feature = feature;
  }

  /** One turn of a thread. */
  interface Pass {
    void run() throws Exception;
  }

  /** Begins; what is thrown is told, and it is tried again. */
  abstract void start();

  /** What it sees, as {@code name=value}; empty if it has nothing to show. Asks nobody. */
  String look() {
    return "";
  }

  /** Puts nothing new in. */
  void drain() {}

  final void note(String what, Object... details) {
    stage.log().write(feature, what, details);
  }

  /** Repeats a turn until the end. What ours throws by its contract only rests it. */
  final void loop(String name, Pass pass) {
    Thread thread = new Thread(() -> repeat(pass), "load-" + name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void repeat(Pass pass) {
    while (!ending) {
      try {
        pass.run();
      } catch (ZkWireException e) {
        note("refused", e.code().id());
        LockSupport.parkNanos(REST);
      } catch (InterruptedException e) {
        LockSupport.parkNanos(1); // told to look again whether this is the end
      } catch (Exception e) {
        note("threw", e);
        e.printStackTrace();
        LockSupport.parkNanos(REST);
      }
    }
  }

  final boolean ending() {
    return ending;
  }

  static void pause(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @Override
  public void close() {
    ending = true;
    for (Thread thread : threads) {
      thread.interrupt();
      try {
        thread.join(END_WITHIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (thread.isAlive()) {
        note("stuck", thread.getName(), List.of(thread.getStackTrace()));
      }
    }
  }
}
