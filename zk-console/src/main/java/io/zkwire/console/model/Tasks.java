package io.zkwire.console.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.console.tree.Nodes;
import io.zkwire.console.tree.ZNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How far tasks are. Who looked before knows two things more than who looks once: the rate of late,
 * and who died. Thread-safe.
 */
public final class Tasks {

  static final String LIVE = "/progress";
  static final String RESULTS = "/progress-results";
  private static final int MOST_DEAD = 1_000;

  /** Over less time a rate would jump: a worker tells its units and its message one by one. */
  private static final long WINDOW_MILLIS = 3_000;

  private final Map<String, Seen> seen = new LinkedHashMap<>();

  /** What was seen of a running worker at last, and where its rate is counted from. */
  private record Seen(Row row, long elapsed, long done, double rate) {}

  /**
   * A worker.
   *
   * @param task the task
   * @param worker its name
   * @param state {@code RUNNING}, {@code DONE}, {@code FAILED} or {@code DIED}
   * @param done how many units are done
   * @param total how many there are; 0 if that is not known
   * @param rate units a second; 0 if that is not known
   * @param secondsLeft how long it will take; -1 if that is not known
   * @param message what it says
   * @param host its host
   * @param pid its process
   * @param updated when that was told
   */
  public record Row(
      String task,
      String worker,
      String state,
      long done,
      long total,
      double rate,
      long secondsLeft,
      String message,
      String host,
      long pid,
      Instant updated) {}

  /**
   * A task.
   *
   * @param task its name
   * @param running how many workers run
   * @param died how many died or failed
   * @param done units that are done
   * @param total units in all; 0 if that is not known of one worker
   * @param count how many workers there are
   * @param workers the workers
   */
  public record Task(
      String task, int running, int died, long done, long total, int count, List<Row> workers) {

    /** The same with the first of its workers only. */
    public Task head(int most) {
      return new Task(task, running, died, done, total, count, Page.head(workers, most));
    }
  }

  /** One of some tasks. */
  public static Task named(List<Task> tasks, String name) {
    return tasks.stream()
        .filter(task -> task.task().equals(name))
        .findFirst()
        .orElseThrow(() -> Refused.missing("the task " + name, "List the tasks"));
  }

  /**
   * Those of some tasks whose name contains a text, in whatever case.
   *
   * @param tasks the tasks
   * @param search the text
   */
  public static List<Task> search(List<Task> tasks, String search) {
    String wanted = search.toLowerCase(Locale.ROOT);
    return tasks.stream()
        .filter(task -> task.task().toLowerCase(Locale.ROOT).contains(wanted))
        .toList();
  }

  /**
   * The tasks, by name.
   *
   * @param nodes where to look
   */
  public synchronized List<Task> tasks(Nodes nodes) {
    Map<String, List<Row>> tasks = new TreeMap<>();
    Map<String, Row> found = new TreeMap<>();
    Set<String> live = new HashSet<>();
    for (ZNode task : nodes.children(RESULTS)) {
      nodes
          .children(task.path())
          .forEach(node -> found.put(task.name() + "/" + node.name(), row(task.name(), node)));
    }
    for (ZNode task : nodes.children(LIVE)) {
      for (ZNode node : nodes.children(task.path())) {
        String key = task.name() + "/" + node.name();
        live.add(key);
        found.put(key, measured(key, row(task.name(), node), elapsed(node)));
      }
    }
    bury(found, live);
    found.values().forEach(r -> tasks.computeIfAbsent(r.task(), t -> new ArrayList<>()).add(r));
    List<Task> all = new ArrayList<>();
    tasks.forEach((task, rows) -> all.add(task(task, rows)));
    return all;
  }

  private static Task task(String task, List<Row> rows) {
    boolean unknown = rows.stream().anyMatch(row -> row.total() <= 0);
    return new Task(
        task,
        (int) rows.stream().filter(row -> row.state().equals("RUNNING")).count(),
        (int)
            rows.stream()
                .filter(row -> row.state().equals("DIED") || row.state().equals("FAILED"))
                .count(),
        rows.stream().mapToLong(Row::done).sum(),
        unknown ? 0 : rows.stream().mapToLong(Row::total).sum(),
        rows.size(),
        rows);
  }

  /** Who ran, runs no longer, and has left no result since, has died. */
  private void bury(Map<String, Row> found, Set<String> live) {
    List<String> ended = new ArrayList<>();
    seen.forEach(
        (key, was) -> {
          Row result = found.get(key);
          if (live.contains(key)) {
            return;
          }
          if (result == null || result.updated().isBefore(was.row().updated())) {
            found.put(key, died(was.row()));
          } else {
            ended.add(key);
          }
        });
    ended.forEach(seen::remove);
    List<String> dead = new ArrayList<>(seen.keySet());
    dead.removeAll(live);
    dead.subList(0, Math.max(0, dead.size() - MOST_DEAD)).forEach(seen::remove);
  }

  private static Row died(Row row) {
    return new Row(
        row.task(),
        row.worker(),
        "DIED",
        row.done(),
        row.total(),
        0,
        -1,
        row.message(),
        row.host(),
        row.pid(),
        row.updated());
  }

  private Row measured(String key, Row row, long elapsed) {
    Seen was = seen.get(key);
    boolean on = was != null && elapsed >= was.elapsed() && row.done() >= was.done();
    Seen from = was != null && on ? was : new Seen(row, 0, 0, 0); // on average, at first
    long millis = elapsed - from.elapsed();
    boolean soon = on && millis < WINDOW_MILLIS;
    double rate = soon ? from.rate() : millis > 0 ? (row.done() - from.done()) * 1e3 / millis : 0;
    Row shown =
        new Row(
            row.task(),
            row.worker(),
            row.state(),
            row.done(),
            row.total(),
            rate,
            left(row, rate),
            row.message(),
            row.host(),
            row.pid(),
            row.updated());
    seen.put(
        key,
        soon
            ? new Seen(shown, from.elapsed(), from.done(), rate)
            : new Seen(shown, elapsed, row.done(), rate));
    return shown;
  }

  private static long left(Row row, double rate) {
    double seconds = Math.max(0, row.total() - row.done()) / rate;
    return row.total() > 0 && rate > 0 && seconds < 1e9 ? Math.round(seconds) : -1;
  }

  private static long elapsed(ZNode node) {
    return Text.parse(node.data()).path("elapsed").asLong();
  }

  private static Row row(String task, ZNode node) {
    JsonNode json = Text.parse(node.data());
    String state = Text.text(json, "state");
    boolean known = state.equals("RUNNING") || state.equals("DONE") || state.equals("FAILED");
    return new Row(
        task,
        node.name(),
        known ? state : "UNREADABLE",
        Math.max(0, json.path("done").asLong()),
        Math.max(0, json.path("total").asLong()),
        0,
        -1,
        Text.text(json, "message"),
        Text.text(json, "host"),
        json.path("pid").asLong(),
        Instant.ofEpochMilli(node.stat().getMtime()));
  }
}
