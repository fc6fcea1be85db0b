package io.zkwire.samples.quickstart;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Configuration: fields of running applications follow nodes of ZooKeeper. */
final class ConfigScenario implements Scenario {

  private static final String DEFAULT_INTERVAL = "PT5M";

  private final Stage stage;
  private final Apps apps;
  private final Map<String, String> expected = new LinkedHashMap<>();

  ConfigScenario(Stage stage) {
    this.stage = stage;
    this.apps = stage.apps();
    expected.put("interval", DEFAULT_INTERVAL);
    expected.put("retries", "3");
    expected.put("recipients", "[ops@acme.example]");
    expected.put("db", "DbSettings[url=jdbc:h2:mem:reports, pool=4]");
  }

  @Override
  public String title() {
    return "Configuration: fields that follow ZooKeeper";
  }

  @Override
  public List<Step> steps() {
    return List.of(
        new Step("Nothing is set: the fields hold their initialisers", this::defaults),
        new Step("A scalar is set", this::scalar),
        new Step("A record is set, and swapped as one", this::record),
        new Step("A value that does not fit: the last good one stays", this::badValue),
        new Step("The node is deleted: the initialiser is back", this::deletion),
        new Step("ZooKeeper is killed and comes back", this::restart));
  }

  private void defaults() throws InterruptedException {
    apps.show(expected, "interval", "retries", "recipients");
    apps.show(expected, "db");
  }

  private void scalar() throws IOException, InterruptedException {
    change("interval", "PT30S", "create /config/report", "create /config/report/interval 30s");
    apps.heard("interval PT5M -> PT30S");
    change("retries", "5", "create /config/report/retries 5");
  }

  private void record() throws IOException, InterruptedException {
    change(
        "db",
        "DbSettings[url=jdbc:postgresql://db1/reports, pool=16]",
        "create /config/db '{\"url\": \"jdbc:postgresql://db1/reports\", \"pool\": 16}'");
  }

  private void badValue() throws IOException, InterruptedException {
    long typed = stage.shell().type("set /config/report/interval soon");
    apps.expect("problem [ZK-CONFIG-", "reports it, ", typed, expected, "interval");
    stage.story().quote(apps.await("problem ").substring("problem ".length()));
    apps.silentAbout("heard ", "no listener was called");
  }

  private void deletion() throws IOException, InterruptedException {
    change("interval", DEFAULT_INTERVAL, "delete /config/report/interval");
    apps.heard("interval PT30S -> PT5M");
    apps.await("mended ");
  }

  private void restart() throws IOException, InterruptedException {
    Server server = stage.server();
    long killed = System.nanoTime();
    stage.story().command("kill -9 " + server.pid() + "    (ZooKeeper)");
    server.kill();
    apps.expect("state SUSPENDED", "is cut off, ", killed, expected, "interval", "retries");
    stage.story().command("start ZooKeeper again: same data, same port");
    long started = System.nanoTime();
    server.restart();
    apps.expect("state CONNECTED", "is back, ", started, expected, "interval", "retries");
    change(
        "recipients",
        "[ops@acme.example, night@acme.example]",
        "create /config/report/recipients 'ops@acme.example, night@acme.example'");
    change(
        "db",
        "DbSettings[url=jdbc:postgresql://db2/reports, pool=32]",
        "set /config/db '{\"url\": \"jdbc:postgresql://db2/reports\", \"pool\": 32}'");
    apps.silentAbout("heard ", "no listener was called: the interval has not changed");
  }

  private void change(String field, String value, String... commands)
      throws IOException, InterruptedException {
    long typed = stage.shell().type(commands);
    expected.put(field, value);
    apps.expect("changed " + field, "", typed, expected, field);
  }
}
