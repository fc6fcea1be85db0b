package io.zkwire.tests.faults;

import io.zkwire.Grant;
import io.zkwire.IdGenerator;
import io.zkwire.IdOptions;
import io.zkwire.ZkWireException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Takes IDs of all strategies, as fast as its style says, and writes each of them down. */
final class OursIds extends OursSubject {
  /** What the names of logs begin with, a strategy each. */
  static final List<String> NAMES = List.of("block", "snowflake", "sequential");

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int BURST = 20;
  private static final int SMALL_BURST = 5;

  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ending;

  OursIds(Terms terms) {
    super(terms);
  }

  @Override
  public void connect(Events events) {
    super.connect(events);
    IdGenerator block = zk().ids("block");
    IdGenerator snowflake = zk().ids("snowflake", IdOptions.snowflake());
    IdGenerator sequential = zk().ids("sequential", IdOptions.sequential("job"));
    int burst = terms.style() == Style.LONG ? BURST : SMALL_BURST;
    start("block-1", block, burst);
    start("block-2", block, burst);
    start("snowflake-1", snowflake, burst);
    start("sequential-1", sequential, 1);
  }

  private void start(String name, IdGenerator ids, int burst) {
    Thread thread = new Thread(() -> take(new IdLog(terms.log(), name), ids, burst), name);
    thread.start();
    threads.add(thread);
  }

  private void take(IdLog log, IdGenerator ids, int burst) {
    while (!ending) {
      try {
        for (int i = 0; i < burst; i++) {
          log.append(ids.nextLong());
        }
      } catch (ZkWireException e) {
        LockSupport.parkNanos(10 * PAUSE); // none can be given safely: that is what is wanted
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  @Override
  public void stand() {}

  @Override
  public void leave() {}

  @Override
  public void resign() {}

  @Override
  public void pass(Recorder recorder) {
    LockSupport.parkNanos(10 * PAUSE);
  }

  @Override
  Grant grant() {
    throw new IllegalStateException("IDs are no grant");
  }

  @Override
  public void close() {
    ending = true;
    super.close();
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
