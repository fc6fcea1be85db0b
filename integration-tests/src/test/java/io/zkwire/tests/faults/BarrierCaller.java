package io.zkwire.tests.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Calls all workers to the barrier, again and again, as soon as the last call has its answers. */
final class BarrierCaller {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
  private static final int GAP_MILLIS = 300;

  private final List<Player> players;
  private final Random random;
  private final EventLog log;
  private final Thread thread;
  private volatile boolean ending;

  BarrierCaller(List<Player> players, Random random, EventLog log) {
    this.players = players;
    this.random = random;
    this.log = log;
    thread = new Thread(this::run, "calls to the barrier");
    thread.start();
  }

  private void run() {
    for (int number = 1; !ending; number++) {
      List<Player> order = new ArrayList<>(players);
      Collections.shuffle(order, random);
      List<Player.Life> told = order.stream().map(Player::life).toList();
      log.write(BarrierLoad.FEATURE, "calls", number);
      for (Player.Life life : told) {
        life.tell("barrier " + number);
        Load.pause(random.nextInt(10));
      }
      for (Player.Life life : told) {
        if (life.answer("barrier-" + number, ANSWER_WITHIN).isEmpty() && life.isAlive()) {
          log.write(BarrierLoad.FEATURE, "silent", number);
        }
      }
      Load.pause(random.nextInt(GAP_MILLIS));
    }
  }

  void stop() throws InterruptedException {
    ending = true;
    thread.join();
  }
}
