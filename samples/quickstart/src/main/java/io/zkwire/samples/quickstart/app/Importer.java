package io.zkwire.samples.quickstart.app;

import io.zkwire.Commands;
import io.zkwire.Progress;
import io.zkwire.TaskProgress;
import io.zkwire.annotation.CommandChannel;
import io.zkwire.annotation.OnCommand;
import io.zkwire.annotation.OnProgress;
import io.zkwire.annotation.ReportProgress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Imports its part of the orders, sees how far all are, and gives and carries out commands. */
public class Importer {

  private static final int ORDERS = 300;
  private static final long MILLIS_AN_ORDER = 50;

  @CommandChannel("reporters")
  private Commands reporters;

  private final AtomicInteger flushed = new AtomicInteger();
  private final Consumer<String> log;

  Importer(Consumer<String> log) {
    this.log = log;
  }

  /** Imports all of its orders, and tells how far it is. */
  @ReportProgress(value = "import", worker = "${app}")
  public void run() {
    Progress progress = Progress.current().total(ORDERS);
    try {
      for (int order = 0; order < ORDERS; order++) {
        Thread.sleep(MILLIS_AN_ORDER);
        progress.advance(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      progress.failed("interrupted");
    }
  }

  @OnProgress("import")
  void progress(TaskProgress now) {
    now.workers().forEach(worker -> log.accept("import " + worker));
  }

  @OnCommand(value = "flush-cache", channel = "reporters")
  int flush(String cache) {
    log.accept("flushed " + cache);
    return flushed.incrementAndGet();
  }

  /** Lets all flush a cache, and tells what each has answered. */
  void flushAll(String cache) {
    reporters
        .toAll()
        .within(Duration.ofSeconds(10))
        .send("flush-cache", cache)
        .await()
        .forEach((member, answer) -> log.accept("answer " + answer));
    log.accept("answered");
  }
}
