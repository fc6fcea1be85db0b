package io.zkwire.tests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.curator.framework.recipes.leader.LeaderLatch;

/** Curator's LeaderLatch: works while {@code hasLeadership()}. */
final class StockLeader extends StockSubject {
  private volatile LeaderLatch latch;
  private boolean led;
  private long term;

  StockLeader(Terms terms) {
    super(terms);
  }

  @Override
  public synchronized void stand() {
    if (latch == null) {
      LeaderLatch next = new LeaderLatch(client(), Kind.STOCK_LEADER.root);
      try {
        next.start();
      } catch (Exception e) {
        throw new IllegalStateException("The latch did not start", e);
      }
      latch = next;
    }
  }

  @Override
  public synchronized void leave() {
    LeaderLatch old = latch;
    latch = null;
    if (old != null) {
      try {
        old.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public synchronized void resign() {
    leave();
    stand();
  }

  @Override
  public void pass(Recorder recorder) {
    LeaderLatch now = latch;
    long before = System.nanoTime();
    boolean leads = now != null && now.hasLeadership();
    if (leads && !led) {
      term++;
    }
    led = leads;
    if (!leads) {
      recorder.idles("follower");
    } else if (terms.style() == Style.CALLS) {
      for (long tick = before; tick - before < Recorder.CALL_NANOS; tick = System.nanoTime()) {
        recorder.works(tick, 0, term);
      }
    } else {
      recorder.works(before, 0, term);
    }
  }

  @Override
  boolean mayWrite() {
    LeaderLatch now = latch;
    return now != null && now.hasLeadership();
  }

  @Override
  public void close() {
    leave();
    super.close();
  }
}
