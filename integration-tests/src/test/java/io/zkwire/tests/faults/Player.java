package io.zkwire.tests.faults;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A worker of the nemesis, through all of its lives. Thread-safe. */
final class Player {
  private static final Duration READY_WITHIN = Duration.ofSeconds(180);

  private final int number;
  private final Site site;
  private final Java java;
  private final Path directory;
  private final List<String> arguments;
  private Life life;
  private int lives;

  /**
   * A worker that does not run yet.
   *
   * @param site where it runs
   * @param directory where it writes
   * @param arguments those of {@link NemesisMain} after the life
   */
  Player(int number, Site site, Java java, Path directory, List<String> arguments) {
    this.number = number;
    this.site = site;
    this.java = java;
    this.directory = directory;
    this.arguments = arguments;
  }

  /** One process, and what it has answered. */
  static final class Life {
    private final Map<String, String> answers = new HashMap<>();
    private final int index;
    private Child child;

    private Life(int index) {
      this.index = index;
    }

    private synchronized void heard(String line) {
      String[] words = line.split(" ", 3);
      if (words.length == 3 && words[0].equals("=")) {
        answers.put(words[1], words[2]);
        notifyAll();
      }
    }

    boolean isAlive() {
      return child.isAlive();
    }

    /** With what it has ended: 137 if it was killed. */
    int exitValue() {
      return child.exitValue();
    }

    /** Tells it something; nothing happens if it is dead. */
    void tell(String line) {
      try {
        child.send(line);
      } catch (UncheckedIOException e) {
        heard("= dead " + e.getMessage());
      }
    }

    /** What it has answered; empty if it does not in time, or is dead before. */
    synchronized Optional<String> answer(String key, Duration atMost) {
      long deadline = System.nanoTime() + atMost.toNanos();
      while (!answers.containsKey(key)) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || !child.isAlive()) {
          break;
        }
        try {
          TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, 100_000_000));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return Optional.empty();
        }
      }
      return Optional.ofNullable(answers.get(key));
    }
  }

  int number() {
    return number;
  }

  String id() {
    return "w" + number;
  }

  Site site() {
    return site;
  }

  /** The present life. */
  synchronized Life life() {
    return life;
  }

  /** Begins the next life; does not wait until it is ready. */
  synchronized void start() {
    Life next = new Life(++lives);
    List<String> all =
        new ArrayList<>(
            List.of(
                site.servers(Ensemble.all()), Integer.toString(number), Integer.toString(lives)));
    all.addAll(arguments);
    next.child =
        Child.start(
            "worker " + number + " of life " + lives,
            site.command(java.command(List.of("-Xmx96m"), NemesisMain.class, all)),
            Map.of(),
            directory.resolve("w" + number + ".err"),
            next::heard);
    life = next;
  }

  void awaitReady() {
    if (life().answer("ready", READY_WITHIN).isEmpty()) {
      throw new RoundFailure(id() + " of life " + life().index + " did not start");
    }
  }

  synchronized void kill() {
    life.child.kill();
  }

  synchronized void freeze() {
    life.child.freeze();
  }

  synchronized void thaw() {
    life.child.thaw();
  }
}
