package io.zkwire.benchmarks.costs;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Where operations are tried: a server, and clients that are counted. Not thread-safe. */
final class Stage implements AutoCloseable {

  /** Long, so that beats are rare. */
  static final Duration SESSION = Duration.ofSeconds(30);

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final CostTable table;
  private final List<Party> parties = new ArrayList<>();
  private final int port;
  private final long quietNanos;

  /**
   * Sets one up.
   *
   * @param port of the server
   * @param quiet how long nobody must say anything before the next operation
   * @param table for what is measured
   */
  Stage(int port, Duration quiet, CostTable table) {
    this.port = port;
    this.quietNanos = quiet.toNanos();
    this.table = table;
  }

  /** Connects one more. */
  Party party(String name) throws IOException {
    Party party = new Party(name, port);
    parties.add(party);
    return party;
  }

  /**
   * Does something and writes down what it cost some of the clients.
   *
   * @param feature the feature
   * @param roles what it is for which client
   * @param work does it, and waits until it is done
   */
  void measure(String feature, List<Role> roles, Work work) throws Exception {
    settle(); // nothing that is measured comes of what was done before
    List<WireCost> before = roles.stream().map(role -> role.party.totals().all()).toList();
    work.run();
    settle();
    for (int i = 0; i < roles.size(); i++) {
      Role role = roles.get(i);
      WireCost cost = role.party.totals().all().minus(before.get(i));
      table.add(feature, role.operation, cost.times(1.0 / role.times));
    }
  }

  /** What one beat of a client costs: all that it has sent by now. */
  void beats(String feature, String operation, Party party) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (party.totals().beatCount() < 2) {
      check(deadline);
    }
    settle();
    WireTotals totals = party.totals();
    table.add(feature, operation, totals.beats().times(1.0 / totals.beatCount()));
  }

  /** Waits until nobody has said anything for a while. */
  void settle() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    List<WireCost> last = totals();
    long since = System.nanoTime();
    while (System.nanoTime() - since < quietNanos) {
      check(deadline);
      List<WireCost> now = totals();
      if (!now.equals(last)) {
        last = now;
        since = System.nanoTime();
      }
    }
  }

  /** Lets a time pass in which nothing is done. */
  void rest(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  private static void check(long deadline) throws InterruptedException {
    if (System.nanoTime() > deadline) {
      throw new IllegalStateException("it does not come to rest");
    }
    Thread.sleep(10); // counted is what went over the wire meanwhile
  }

  private List<WireCost> totals() {
    return parties.stream().map(party -> party.totals().all()).toList();
  }

  @Override
  public void close() throws IOException {
    for (Party party : parties) {
      party.close();
    }
  }

  /** Something that is done, for which it may throw. */
  interface Work {
    void run() throws Exception;
  }

  /**
   * What an operation is for a client.
   *
   * @param party the client
   * @param operation how the table calls it
   * @param times how often it is done at a time
   */
  record Role(Party party, String operation, int times) {
    Role(Party party, String operation) {
      this(party, operation, 1);
    }
  }
}
