package io.zkwire.tests.faults;

import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;

/** Curator's InterProcessMutex: works while {@code isAcquiredInThisProcess()}. */
final class StockLock extends StockSubject {
  private final Contention contention = new Contention();
  private InterProcessMutex mutex;
  private long section;

  StockLock(Terms terms) {
    super(terms);
  }

  @Override
  public void connect(Events events) throws Exception {
    super.connect(events);
    mutex = new InterProcessMutex(client(), Kind.STOCK_LOCK.root);
  }

  @Override
  public void stand() {
    contention.want(true);
  }

  @Override
  public void leave() {
    contention.want(false);
  }

  @Override
  public void resign() {
    contention.giveUp();
  }

  @Override
  public void pass(Recorder recorder) throws Exception {
    contention.awaitWanted();
    contention.waiting(() -> mutex.acquire(1, TimeUnit.DAYS));
    section++;
    long begun = System.nanoTime();
    try {
      for (long before = begun;
          mutex.isAcquiredInThisProcess() && contention.goesOn(begun, terms.style());
          before = System.nanoTime()) {
        recorder.works(before, 0, section);
      }
      recorder.idles("released");
    } finally {
      if (mutex.isAcquiredInThisProcess()) {
        mutex.release();
      }
      contention.done();
    }
  }

  @Override
  boolean mayWrite() {
    return mutex.isAcquiredInThisProcess();
  }

  @Override
  public void close() {
    super.close();
    contention.end();
  }
}
