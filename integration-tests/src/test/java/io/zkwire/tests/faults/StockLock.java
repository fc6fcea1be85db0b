package io.zkwire.tests.faults;

import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.framework.state.StandardConnectionStateErrorPolicy;

/** Curator's InterProcessMutex: works while {@code isAcquiredInThisProcess()}. */
final class StockLock implements Subject {
  private final Terms terms;
  private final Contention contention = new Contention();
  private CuratorFramework client;
  private InterProcessMutex mutex;
  private long section;

  StockLock(Terms terms) {
    this.terms = terms;
  }

  @Override
  public void connect(Events events) throws Exception {
    client = StockClient.connect(terms, new StandardConnectionStateErrorPolicy(), events);
    mutex = new InterProcessMutex(client, Kind.STOCK_LOCK.root);
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
  public String fence(String path, String data) {
    return StockClient.writeIf(mutex.isAcquiredInThisProcess(), client, path, data);
  }

  @Override
  public void expire() throws Exception {
    Sessions.expire(client, terms.servers());
  }

  @Override
  public String session() throws Exception {
    return Sessions.id(client);
  }

  @Override
  public void confirm() {
    throw new UnsupportedOperationException("Curator knows no generation");
  }

  @Override
  public void close() {
    client.close();
    contention.end();
  }
}
