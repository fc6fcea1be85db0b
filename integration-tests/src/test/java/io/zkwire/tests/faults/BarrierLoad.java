package io.zkwire.tests.faults;

import io.zkwire.Barrier;
import io.zkwire.BarrierBrokenException;
import io.zkwire.BarrierPass;
import io.zkwire.ZkWireException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;

/** A party, which comes to the barrier when it is told to, and says what came of it. */
final class BarrierLoad extends Load {
  static final String FEATURE = "barrier";
  static final String NAME = "start";
  static final String PASSED = "passed";
  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final BiConsumer<String, String> answer;
  private final int parties;
  private Barrier barrier;

  /**
   * A party.
   *
   * @param answer is given the key of what it was told, and what came of it
   */
  BarrierLoad(Stage stage, int parties, BiConsumer<String, String> answer) {
    super(stage, FEATURE);
    this.parties = parties;
    this.answer = answer;
  }

  @Override
  void start() {
    barrier = stage.zk().barrier(NAME, parties);
    loop("barrier", this::turn);
  }

  /** Tells it to come, for a number of the harness: even ones enter and leave. */
  void come(String number) {
    told.add(number);
  }

  private void turn() throws InterruptedException {
    String number = told.take();
    note("comes", number);
    String outcome = "stopped";
    try {
      outcome = Integer.parseInt(number) % 2 == 0 ? enter(number) : await(number);
    } catch (ZkWireException e) {
      outcome = e.code().id();
      throw e;
    } finally {
      answer.accept("barrier-" + number, outcome);
    }
  }

  private String await(String number) throws InterruptedException {
    String outcome = outcomeOf(() -> barrier.await(TIMEOUT));
    note("outcome", number, outcome);
    return outcome;
  }

  private String enter(String number) throws InterruptedException {
    BarrierPass[] pass = new BarrierPass[1];
    String outcome = outcomeOf(() -> pass[0] = barrier.enter(TIMEOUT));
    note("outcome", number, outcome);
    if (pass[0] != null) {
      note("left", number, outcomeOf(pass[0]::close));
    }
    return outcome;
  }

  /** A call that waits for the others. */
  private interface Step {
    void run() throws InterruptedException;
  }

  private static String outcomeOf(Step step) throws InterruptedException {
    try {
      step.run();
      return PASSED;
    } catch (BarrierBrokenException e) {
      return e.reason().name();
    }
  }
}
