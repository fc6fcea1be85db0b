package io.zkwire.benchmarks.exclusive;

import io.zkwire.benchmarks.harness.Parent;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A process that stands for a role and asks its guard all the time. It tells {@code LEADS} when the
 * guard begins to pass, and {@code WOKE n} half a second after it was frozen: how often the guard
 * has passed since.
 */
public final class LeaderMain {

  private static final long FROZEN_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long WATCHED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private LeaderMain() {}

  /**
   * Runs until it is killed.
   *
   * @param args the kind, the server and the role
   */
  public static void main(String[] args) throws Exception {
    Parent.endWithIt();
    Electorate electorate = Electorate.Kind.valueOf(args[0]).connect(args[1]);
    ask(electorate.stand(args[2]).leads());
  }

  /** Only an answer to a question that was asked after the freeze counts. */
  private static void ask(BooleanSupplier guard) {
    boolean passed = false;
    long last = System.nanoTime();
    while (true) {
      long now = System.nanoTime();
      if (now - last > FROZEN_NANOS) {
        tell("WOKE " + passes(guard, now + WATCHED_NANOS));
        passed = false;
        now = System.nanoTime();
      }
      last = now;
      boolean passes = guard.getAsBoolean();
      if (passes && !passed) {
        tell("LEADS");
      }
      passed = passes;
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static int passes(BooleanSupplier guard, long end) {
    int passes = 0;
    while (System.nanoTime() - end < 0) {
      passes += guard.getAsBoolean() ? 1 : 0;
      LockSupport.parkNanos(50_000);
    }
    return passes;
  }

  private static void tell(String what) {
    System.out.println(what);
    System.out.flush();
  }
}
