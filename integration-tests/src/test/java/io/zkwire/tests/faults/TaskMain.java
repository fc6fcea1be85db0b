package io.zkwire.tests.faults;

import io.zkwire.Progress;
import io.zkwire.annotation.ReportProgress;
import io.zkwire.runtime.ZkWire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process that works on a task, or carries out commands, until its input ends. Says {@code
 * ready}.
 */
final class TaskMain {
  static final String TASK = "import";
  static final long DONE_FIRST = 42;
  static final long TOTAL = 100;

  private TaskMain() {}

  /** A worker that stands still in the middle, until it is told to go on. */
  static class Work {
    private final BufferedReader in;

    Work(BufferedReader in) {
      this.in = in;
    }

    @ReportProgress(value = TASK, worker = "${id}")
    void run() throws IOException {
      Progress.current().total(TOTAL).advance(DONE_FIRST);
      System.out.println("ready");
      in.readLine();
      Progress.current().advance(TOTAL - DONE_FIRST);
    }
  }

  public static void main(String[] args) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (ZkWire zk =
        ZkWire.builder()
            .connect(args[1])
            .property("id", args[2])
            .sessionTimeout(Setting.T)
            .start()) {
      if (args[0].equals("progress")) {
        zk.create(Work.class, in).run();
      } else {
        zk.create(CommandWork.class, Path.of(args[3]));
        System.out.println("ready");
      }
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println("heard " + line);
      }
    }
  }
}
