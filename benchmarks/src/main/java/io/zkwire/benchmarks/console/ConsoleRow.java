package io.zkwire.benchmarks.console;

import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Nodes;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Samples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.zookeeper.ZooKeeper;

/**
 * W1: the console at 5,000 members and 10,000 keys. Its pages without a browser: all that a browser
 * asks for until the first page stands; from a change in ZooKeeper until a page that follows has
 * the new value; and what ZooKeeper is asked for changes that 1 page follows, or 20.
 */
public final class ConsoleRow implements Row {

  private static final int MEMBERS = 5_000;
  private static final int KEYS = 10_000;
  private static final int CHANGES = 20;
  private static final int PAGES = 20;
  private static final List<String> FILES =
      List.of(
          "",
          "console.css",
          "icon.svg",
          "app.js",
          "api.js",
          "dom.js",
          "ui.js",
          "list.js",
          "transfer.js",
          "page-overview.js",
          "page-config.js",
          "page-members.js",
          "page-leaders.js",
          "page-endpoints.js",
          "page-progress.js",
          "page-commands.js",
          "page-queues.js",
          "page-ids.js",
          "page-tree.js",
          "page-audit.js",
          "page-accounts.js",
          "api/session");

  @Override
  public String id() {
    return "W1";
  }

  @Override
  public String title() {
    return "the console at 5,000 members and 10,000 keys";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    ZooKeeper zk = Connections.raw(lab.server());
    Nodes.children(zk, "/config/many", KEYS, Integer::toString);
    Nodes.children(zk, "/members/many", MEMBERS, ConsoleRow::member);
    Samples first = new Samples();
    Samples visible = new Samples();
    try (ConsoleProcess console = new ConsoleProcess(lab.server())) {
      for (int round = lab.rounds(30, 5); round > 0; round--) {
        long begin = System.nanoTime();
        for (String file : FILES) {
          console.get(file);
        }
        console.get("api/overview");
        console.get("api/processes?limit=100");
        console.get("api/config?limit=100");
        console.get("api/members/list?group=many&limit=100");
        first.addNanos(System.nanoTime() - begin);
      }
      LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();
      console.follow(events::add);
      awaitEvent(events, "connected");
      for (int round = lab.rounds(100, 20); round > 0; round--) {
        visible.addNanos(change(zk, console, events, "round " + round));
      }
      AtomicInteger asked = new AtomicInteger();
      long one = requests(lab, zk, console, events, "one");
      for (int page = 1; page < PAGES; page++) {
        console.follow(data -> ask(console, asked));
      }
      long twenty = requests(lab, zk, console, events, "twenty");
      if (asked.get() < PAGES) {
        throw new IllegalStateException("the pages asked only " + asked + " times");
      }
      Connections.close(zk);
      return List.of(
          line("all requests of a first page, p50 | limit", first.median(), 1_000, "ms"),
          line("all requests of the very first page | limit", first.max(), 1_000, "ms"),
          line("change in ZooKeeper -> value in a page, p50 | limit", visible.median(), 300, "ms"),
          line(
              "change in ZooKeeper -> value in a page, p99 | limit",
              visible.percentile(99),
              300,
              "ms"),
          new Line(
              "W1",
              "requests to ZooKeeper for 20 changes, 20 pages | 1 page",
              twenty,
              one,
              "requests",
              Goal.peerPlus(10, "requests")));
    }
  }

  private static Line line(String name, double ours, double limit, String unit) {
    return new Line("W1", name, ours, limit, unit, Goal.atMost(limit, unit));
  }

  private static String member(int i) {
    return "{\"id\":\"k"
        + i
        + "\",\"incarnation\":\"x\",\"host\":\"host-"
        + i % 50
        + "\",\"pid\":"
        + i
        + ",\"started\":\"2026-01-01T00:00:00Z\",\"sessionTimeout\":15000,\"zkwire\":\"0.1.0\","
        + "\"version\":\"1.4.2\",\"health\":\"HEALTHY\",\"status\":\"ONLINE\",\"state\":{\"load\":0.5,\"stock\":"
        + i
        + "}}";
  }

  private static void awaitEvent(LinkedBlockingQueue<String> events, String text)
      throws InterruptedException {
    String event = events.poll(30, TimeUnit.SECONDS);
    while (event != null && !event.contains(text)) {
      event = events.poll(30, TimeUnit.SECONDS);
    }
    if (event == null) {
      throw new IllegalStateException("no event tells of " + text);
    }
  }

  /** From the write until a page that was told of it has read the new value. */
  private static long change(
      ZooKeeper zk, ConsoleProcess console, LinkedBlockingQueue<String> events, String value)
      throws Exception {
    events.clear();
    long begin = System.nanoTime();
    zk.setData("/config/many/k500", value.getBytes(StandardCharsets.UTF_8), -1);
    do {
      awaitEvent(events, "\"config\"");
    } while (!console.get("api/config/key?key=many/k500").contains(value));
    return System.nanoTime() - begin;
  }

  private static long requests(
      Lab lab,
      ZooKeeper zk,
      ConsoleProcess console,
      LinkedBlockingQueue<String> events,
      String what)
      throws Exception {
    long before = lab.server().packetsReceived();
    for (int i = 0; i < CHANGES; i++) {
      change(zk, console, events, what + " " + i);
    }
    return lab.server().packetsReceived() - before;
  }

  private static void ask(ConsoleProcess console, AtomicInteger asked) {
    try {
      console.get("api/config?limit=100");
      asked.incrementAndGet();
    } catch (Exception e) {
      throw new IllegalStateException("a page could not be shown", e);
    }
  }
}
