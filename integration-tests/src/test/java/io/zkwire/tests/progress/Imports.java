package io.zkwire.tests.progress;

import io.zkwire.Leadership;
import io.zkwire.Progress;
import io.zkwire.ProgressBoard;
import io.zkwire.TaskProgress;
import io.zkwire.annotation.Leader;
import io.zkwire.annotation.LeaderOnly;
import io.zkwire.annotation.OnProgress;
import io.zkwire.annotation.ReportProgress;
import io.zkwire.annotation.WatchProgress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Reported classes of the behaviour tests. */
public final class Imports {

  private Imports() {}

  /** A worker whose calls stay inside for as long as the test wants. */
  public static class Importer {
    final CountDownLatch inside = new CountDownLatch(1);
    final CountDownLatch mayEnd = new CountDownLatch(1);
    volatile String worker;

    @ReportProgress("import")
    public void run() throws InterruptedException {
      Progress progress = Progress.current().total(100).advance(42).message("orders");
      worker = progress.worker();
      inside.countDown();
      mayEnd.await();
      Progress.current().advance(58);
    }

    @ReportProgress(value = "import", worker = "failing")
    public int failing() {
      Progress.current().total(10).advance(7);
      throw new IllegalStateException("a bad order");
    }

    @ReportProgress(value = "import", worker = "outer")
    public String outer() {
      String name = Progress.current().worker();
      return name + " " + inner() + " " + Progress.current().worker();
    }

    @ReportProgress(value = "import", worker = "inner")
    public String inner() {
      return Progress.current().worker();
    }
  }

  /** A worker that runs only in the process that leads. */
  public static class Led {
    @Leader("importer")
    Leadership leadership;

    @LeaderOnly("importer")
    @ReportProgress(value = "led", worker = "leader")
    public void run() {
      Progress.current().total(2).advance(2);
    }
  }

  /** Somebody who watches. */
  public static class Centre {
    @WatchProgress("import")
    ProgressBoard board;

    final List<TaskProgress> told = new CopyOnWriteArrayList<>();
    final List<String> changes = new CopyOnWriteArrayList<>();

    @OnProgress("import")
    void now(TaskProgress now) {
      told.add(now);
    }

    @OnProgress("import")
    private void changed() {
      changes.add("changed");
    }

    TaskProgress last() {
      return told.get(told.size() - 1);
    }
  }
}
