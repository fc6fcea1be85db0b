package io.zkwire.samples.quickstart.app;

import io.zkwire.annotation.OnConfigChange;
import io.zkwire.annotation.ZkConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A plain class of an application. Its fields hold what ZooKeeper says; each initialiser is the
 * default.
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

  private final Consumer<String> log;

  ReportScheduler(Consumer<String> log) {
    this.log = log;
  }

  @OnConfigChange("report/interval")
  void intervalChanged(Duration before, Duration now) {
    log.accept("heard interval " + before + " -> " + now);
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
