package io.zkwire.samples.quickstart.app;

import io.zkwire.Candidate;
import io.zkwire.FencingToken;
import io.zkwire.Leadership;
import io.zkwire.annotation.Leader;
import io.zkwire.annotation.LeaderOnly;
import io.zkwire.annotation.OnConfigChange;
import io.zkwire.annotation.OnLeader;
import io.zkwire.annotation.ZkConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A plain class of an application. Its fields hold what ZooKeeper says; each initialiser is the
 * default. However many processes run it, one of them makes the reports.
 */
public class ReportScheduler {

  /** How long to wait between two reports. */
  @ZkConfig("report/interval")
  private volatile Duration interval = Duration.ofMinutes(5);

  /** How often to try a report that fails. */
  @ZkConfig("report/retries")
  private volatile int retries = 3;

  /** Who receives the reports. */
  @ZkConfig("report/recipients")
  private volatile List<String> recipients = List.of("ops@acme.example");

  /** Where the reports come from. */
  @ZkConfig("db")
  private volatile DbSettings db = new DbSettings("jdbc:h2:mem:reports", 4);

  /** Whether this process makes the reports. */
  @Leader("report-scheduler")
  private Leadership leadership;

  private final AtomicInteger made;
  private final Consumer<String> log;

  ReportScheduler(AtomicInteger made, Consumer<String> log) {
    this.made = made;
    this.log = log;
  }

  @OnConfigChange("report/interval")
  void intervalChanged(Duration before, Duration now) {
    log.accept("heard interval " + before + " -> " + now);
  }

  @OnLeader("report-scheduler")
  void leads(FencingToken term) {
    log.accept("leads " + term);
  }

  /** Makes a report, in the one process that may. */
  @LeaderOnly("report-scheduler")
  public void report() {
    made.incrementAndGet();
    log.accept("report " + leadership.token()); // where it is written, older tokens are refused
  }

  /** The processes that stand for it: the one that leads, then those that would be next. */
  List<Long> line() {
    return leadership.candidates().stream().map(Candidate::pid).toList();
  }

  /** What the fields hold at this moment. */
  Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("interval", interval.toString());
    fields.put("retries", Integer.toString(retries));
    fields.put("recipients", recipients.toString());
    fields.put("db", db.toString());
    return fields;
  }
}
