package io.zkwire.samples.quickstart.app;

import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.ZkWire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One JVM of the application. To connect and to wire an object takes two statements; the rest tells
 * the tour, line by line, what goes on:
 *
 * <pre>
 * ready                    the object is bound, its fields hold their first values
 * changed interval PT30S   the application's own thread read another value in a field than before
 * heard interval A -> B    the listener was called
 * report 1f-0              it was asked for a report, leads, and has made it with that token
 * leads 1f-0               the listener was called
 * joined app-2             the listener was called, as for "gone", "status", "off line", "on line"
 * problem [CODE] ...       what health() has begun to report
 * mended SUBJECT           what health() no longer reports
 * state SUSPENDED          the connection
 * field interval PT30S     one for each field, then "shown": the answer to "show"
 * import app-2: 42 %, died the listener was called, one line for each worker
 * flushed prices           it has carried out the command; "import" and "flush prices" tell it to
 * answer app-2 DONE 1      one for each member, then "answered"
 * member app-1 ...         one for each member that it sees, then "listed": the answer to "members"
 * order ORD-0000018        one for each order number, then "ordered": the answer to "orders 1000"
 * begins first-7 1         it has taken a mail from the queue, for the first time
 * sent first-7 1           and has sent it
 * stands 4711              one for each process that stands, then "told": the answer to "line"
 * </pre>
 *
 * <p>It ends when its input does.
 */
public final class ReportApp {

  /** Shorter than by default, so that nobody waits long for a leader that was killed. */
  private static final Duration SESSION = Duration.ofSeconds(4);

  private static final LeaseOptions LEASE = LeaseOptions.defaults().lease(SESSION.dividedBy(2));

  private ReportApp() {}

  /**
   * Runs until the input ends.
   *
   * @param args where ZooKeeper is, {@code host:port/chroot}; what this one is called
   * @throws IOException if the input cannot be read
   */
  public static void main(String[] args) throws IOException {
    Consumer<String> out = System.out::println;
    try (ZkWire zk =
        ZkWire.builder()
            .connect(args[0])
            .property("app", args[1])
            .sessionTimeout(SESSION)
            .lease(LEASE)
            .start()) {
      AtomicInteger made = new AtomicInteger();
      ReportScheduler scheduler = zk.create(ReportScheduler.class, made, out);
      Reporter reporter = zk.create(Reporter.class, made, out);
      Importer importer = zk.create(Importer.class, out);
      MailSender mails = zk.create(MailSender.class, out);
      Counter counter = zk.create(Counter.class, out);

      zk.onState(state -> out.accept("state " + state));
      ReportWork.start(scheduler, () -> zk.health().problems(), out);
      OrderIds ids = zk.create(OrderIds.class);
      out.accept("ready");
      answer(scheduler, ids, reporter, importer, mails, counter, out);
    }
  }

  private static void answer(
      ReportScheduler scheduler,
      OrderIds ids,
      Reporter reporter,
      Importer importer,
      MailSender mails,
      Counter counter,
      Consumer<String> out)
      throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("show")) {
        scheduler.fields().forEach((name, value) -> out.accept("field " + name + " " + value));
        out.accept("shown");
      } else if (line.equals("line")) {
        scheduler.line().forEach(pid -> out.accept("stands " + pid));
        out.accept("told");
      } else if (line.equals("members")) {
        reporter.seen().forEach(member -> out.accept("member " + member));
        out.accept("listed");
      } else if (line.equals("import")) {
        start("import", importer::run);
      } else if (line.startsWith("flush ")) {
        String cache = line.substring("flush ".length());
        start("flush", () -> importer.flushAll(cache));
      } else if (line.startsWith("orders ")) {
        for (int i = Integer.parseInt(line.substring("orders ".length())); i > 0; i--) {
          out.accept("order " + ids.order());
        }
        out.accept("ordered");
      } else if (line.startsWith("mail ")) {
        mails.send(new Mail(line.substring("mail ".length()), false));
      } else if (line.equals("count")) {
        counter.count();
      } else if (line.equals("slow")) {
        mails.send(new Mail("slow", true));
      }
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
