package io.zkwire.runtime.progress;

import io.zkwire.Progress;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Session;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workers of this process. Thread-safe. */
final class Workers {

  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
  private static final int LONGEST_HOST = 60;
  private static final int LONGEST = 128; // as a name may be
  private static final long CLOSE_MILLIS = 1_000;

  private final Session session;
  private final Results results;
  private final Map<String, Reporter> last = new HashMap<>();
  private final Set<Reporter> unsettled = new LinkedHashSet<>();
  private final Map<String, Pace> paces = new HashMap<>();

  Workers(Session session) {
    this.session = session;
    this.results = new Results(session);
  }

  /** The name of a worker that has not been given one: no other process has it. */
  String ownName() {
    String host = session.instance().host().replaceAll("[^A-Za-z0-9._-]", "-");
    return host.substring(0, Math.min(LONGEST_HOST, host.length()))
        + "-"
        + session.id().substring(0, 8);
  }

  /** Begins a run; its name is free in this process, if need be by a number at its end. */
  Progress begin(String task, String worker) {
    Reporter reporter;
    Reporter before;
    synchronized (last) {
      String name = worker;
      for (int i = 2; isRunning(task, name); i++) {
        String number = "." + i;
        name = worker.substring(0, Math.min(worker.length(), LONGEST - number.length())) + number;
      }
      String free = Names.segment("worker", name);
      Pace pace = paces.computeIfAbsent(key(task, free), key -> new Pace());
      reporter = new Reporter(session, new ReportNodes(session, task, free), pace);
      before = last.put(key(task, free), reporter);
      unsettled.add(reporter);
    }
    session.metrics().count("zkwire.progress.runs", 1);
    reporter.settled().whenComplete((done, e) -> settled(reporter));
    reporter.begin(before);
    return reporter;
  }

  private static String key(String task, String worker) {
    return task + "/" + worker;
  }

  private boolean isRunning(String task, String worker) {
    Reporter reporter = last.get(key(task, worker));
    return reporter != null && !reporter.ended();
  }

  private void settled(Reporter reporter) {
    String key = key(reporter.task(), reporter.worker());
    boolean free;
    synchronized (last) {
      unsettled.remove(reporter);
      free = last.remove(key, reporter);
    }
    if (free) {
      session.later(() -> rested(key), Pace.APART, TimeUnit.NANOSECONDS);
      results.tidy(reporter.task());
    }
  }

  /** A second has passed since the last run of a name. */
  private void rested(String key) {
    long now = session.options().clock().nanoTime();
    synchronized (last) {
      if (!last.containsKey(key)) {
        paces.computeIfPresent(key, (k, pace) -> pace.left(now) > 0 ? pace : null);
      }
    }
  }

  /** Also those that later ones of the same name wait for. */
  private List<Reporter> all() {
    synchronized (last) {
      return List.copyOf(unsettled);
    }
  }

  void connected() {
    all().forEach(Reporter::pump);
  }

  /**
   * Nobody goes on to report: what runs has not ended well as far as can be told. Waits shortly
   * until that is written.
   */
  void closing() {
    List<Reporter> all = all();
    all.forEach(
        reporter -> {
          if (!reporter.ended()) {
            reporter.failed("its ZkWire was closed before it was done");
          }
          reporter.hurry();
        });
    if (session.state() == SessionState.CONNECTED) {
      await(all.stream().map(Reporter::settled).toArray(CompletableFuture[]::new));
    }
  }

  private void await(CompletableFuture<?>[] ends) {
    try {
      CompletableFuture.allOf(ends).get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("{} closes before all progress is written", session.label(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
