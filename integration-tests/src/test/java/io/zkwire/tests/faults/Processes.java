package io.zkwire.tests.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Processes of one row, each at a place of its own, by number. Killed ones can be started again.
 */
final class Processes implements AutoCloseable {
  private static final Duration READY_AT_MOST = Duration.ofSeconds(60);

  private final Laboratory laboratory;
  private final Path directory;
  private final Class<?> main;
  private final List<String> arguments;
  private final List<Life> lives = new ArrayList<>();

  /**
   * None yet.
   *
   * @param directory where they log
   * @param main what they run; it says "ready" once it is
   * @param arguments its arguments, after the servers and the number
   */
  Processes(Laboratory laboratory, Path directory, Class<?> main, List<String> arguments) {
    this.laboratory = laboratory;
    this.directory = directory;
    this.main = main;
    this.arguments = arguments;
  }

  /** One process, and what it has said. */
  private static final class Life {
    private final List<String> lines = new ArrayList<>();
    private Child child;

    synchronized void heard(String line) {
      lines.add(line);
      notifyAll();
    }

    synchronized Optional<String> first(String words) {
      return lines.stream().filter(line -> line.startsWith(words)).findFirst();
    }

    synchronized Optional<String> last(String words) {
      return lines.stream().filter(line -> line.startsWith(words)).reduce((a, b) -> b);
    }

    synchronized Map<String, String> byWords() {
      Map<String, String> all = new HashMap<>();
      for (String line : lines) {
        int end = line.lastIndexOf(' ') + 1;
        all.put(line.substring(0, end), line.substring(end));
      }
      return all;
    }

    synchronized Optional<String> await(String words, Duration atMost) {
      long deadline = System.nanoTime() + atMost.toNanos();
      while (first(words).isEmpty()) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || !child.isAlive()) {
          return first(words);
        }
        try {
          TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, 200_000_000));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted", e);
        }
      }
      return first(words);
    }
  }

  Site site(int number) {
    List<Site> sites = laboratory.network().sites();
    return sites.get(number % sites.size());
  }

  /** Starts the next one, or one that was killed; does not wait until it is up. */
  void start(int number) {
    Life life = new Life();
    if (number == lives.size()) {
      lives.add(life);
    } else {
      lives.set(number, life);
    }
    List<String> all = new ArrayList<>();
    all.add(site(number).servers(Ensemble.all()));
    all.add(Integer.toString(number));
    all.addAll(arguments);
    life.child =
        Child.start(
            "process " + number,
            site(number).command(laboratory.java().command(List.of("-Xmx64m"), main, all)),
            Map.of(),
            directory.resolve("process" + number + ".err"),
            life::heard);
  }

  void awaitReady(int number) {
    if (lives.get(number).await("ready", READY_AT_MOST).isEmpty()) {
      throw new RoundFailure("process " + number + " did not start");
    }
  }

  void send(int number, String line) {
    lives.get(number).child.send(line);
  }

  /** The first line that begins with some words; empty if it is not said in time, or it died. */
  Optional<String> await(int number, String words, Duration atMost) {
    return lives.get(number).await(words, atMost);
  }

  /** The last line that begins with some words, if there is one. */
  Optional<String> last(int number, String words) {
    return lives.get(number).last(words);
  }

  /** What one has said, by all but the last word of each line. */
  Map<String, String> linesOf(int number) {
    return lives.get(number).byWords();
  }

  void kill(int number) {
    lives.get(number).child.kill();
  }

  void freeze(int number) {
    lives.get(number).child.freeze();
  }

  void thaw(int number) {
    lives.get(number).child.thaw();
  }

  @Override
  public void close() {
    lives.forEach(life -> life.child.kill());
  }
}
