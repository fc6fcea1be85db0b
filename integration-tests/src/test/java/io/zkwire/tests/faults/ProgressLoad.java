package io.zkwire.tests.faults;

import io.zkwire.Progress;
import io.zkwire.annotation.ReportProgress;

/** A task of two seconds that tells how far it is, again and again. */
final class ProgressLoad extends Load {
  static final String FEATURE = "progress";
  static final String TASK = "import";
  static final int TOTAL = 20;
  private static final long STEP_MILLIS = 100;

  private int runs;

  ProgressLoad(Stage stage) {
    super(stage, FEATURE);
  }

  /** What an application would write. */
  static class Importer {
    @ReportProgress(value = TASK, worker = "${id}")
    void run() {
      Progress progress = Progress.current().total(TOTAL);
      for (int i = 0; i < TOTAL; i++) {
        pause(STEP_MILLIS);
        progress.advance(1);
      }
    }
  }

  @Override
  void start() {
    Importer importer = stage.zk().create(Importer.class);
    loop(
        "progress",
        () -> {
          importer.run();
          note("run", ++runs);
        });
  }
}
