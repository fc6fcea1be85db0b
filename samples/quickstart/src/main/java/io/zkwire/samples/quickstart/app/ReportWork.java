package io.zkwire.samples.quickstart.app;

import io.zkwire.NotLeaderException;
import io.zkwire.runtime.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the application does all day: its own thread asks for reports, reads the fields, as it would
 * to make them, and tells what is not as it was a moment ago.
 */
final class ReportWork implements Runnable {

  private static final long PAUSE_MILLIS = 2;
  private static final int PAUSES_BETWEEN_REPORTS = 25;

  private final ReportScheduler scheduler;
  private final Supplier<List<Problem>> problems;
  private final Consumer<String> out;
  private final Map<String, String> lastFields;
  private final Map<String, String> lastProblems = new HashMap<>();

  private ReportWork(
      ReportScheduler scheduler, Supplier<List<Problem>> problems, Consumer<String> out) {
    this.scheduler = scheduler;
    this.problems = problems;
    this.out = out;
    this.lastFields = scheduler.fields();
  }

  static void start(
      ReportScheduler scheduler, Supplier<List<Problem>> problems, Consumer<String> out) {
    Thread thread = new Thread(new ReportWork(scheduler, problems, out), "reports");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    try {
      for (long round = 0; true; round++) {
        if (round % PAUSES_BETWEEN_REPORTS == 0) {
          report();
        }
        compareFields();
        compareProblems();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void report() {
    try {
      scheduler.report();
    } catch (NotLeaderException e) {
      // it led when it was asked, and no longer when it looked for its token: no report
    }
  }

  private void compareFields() {
    scheduler
        .fields()
        .forEach(
            (name, value) -> {
              if (!value.equals(lastFields.put(name, value))) {
                out.accept("changed " + name + " " + value);
              }
            });
  }

  private void compareProblems() {
    Map<String, String> now = new HashMap<>();
    problems.get().forEach(problem -> now.put(problem.subject(), problem.message()));
    now.forEach(
        (subject, message) -> {
          if (!message.equals(lastProblems.put(subject, message))) {
            out.accept("problem " + message);
          }
        });
    lastProblems.keySet().stream()
        .filter(subject -> !now.containsKey(subject))
        .toList()
        .forEach(
            subject -> {
              lastProblems.remove(subject);
              out.accept("mended " + subject);
            });
  }
}
