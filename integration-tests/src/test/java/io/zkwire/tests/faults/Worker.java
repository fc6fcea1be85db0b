package io.zkwire.tests.faults;

import io.zkwire.tests.faults.Subject.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The handle of a worker process: its commands, and what it has told. Thread-safe. */
final class Worker {
  private static final Duration ANSWER_AT_MOST = Duration.ofSeconds(30);

  /**
   * One thing a worker told.
   *
   * @param verb what
   * @param nanos when, by its clock
   * @param details the rest
   */
  record Event(String verb, long nanos, List<String> details) {}

  /**
   * How workers are started.
   *
   * @param java the JVM
   * @param home where their files are
   * @param faketime the library that moves the wall clock, or null
   */
  record Launch(Java java, Path home, Path faketime) {}

  private final Site site;
  private final Launch launch;
  private final Object monitor = new Object();
  private final Map<Integer, String> answers = new HashMap<>();
  private final List<Event> events = new ArrayList<>();
  private Child child;
  private boolean ready;
  private boolean holds;
  private volatile boolean opened;
  private long gained;
  private int commands;
  private int lives;

  Worker(Site site, Launch launch) {
    this.site = site;
    this.launch = launch;
    start();
  }

  private void start() {
    lives++;
    int life = lives;
    List<String> command = launch.java().command(List.of("-Xmx96m"), WorkerMain.class, List.of());
    child =
        Child.start(
            toString(),
            site.command(command),
            environment(),
            launch.home().resolve("worker" + site.number() + ".err"),
            line -> heard(life, line));
  }

  private Map<String, String> environment() {
    if (launch.faketime() == null) {
      return Map.of();
    }
    moveClock(0);
    return Map.of(
        "LD_PRELOAD", launch.faketime().toString(),
        "FAKETIME_TIMESTAMP_FILE", clock().toString(),
        "FAKETIME_CACHE_DURATION", "1",
        "DONT_FAKE_MONOTONIC", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        // Without this, timed waits return at once in 0.9.10.
        "FAKETIME_FORCE_MONOTONIC_FIX", "0");
  }

  private Path clock() {
    return launch.home().resolve("clock" + site.number());
  }

  /**
   * Sets its wall clock; it sees that within a second or two. Its monotonic clock goes on.
   *
   * @param millis how far from the true time
   */
  void moveClock(long millis) {
    try {
      Path next = launch.home().resolve("clock" + site.number() + ".next");
      Files.writeString(next, "%+d%n".formatted(TimeUnit.MILLISECONDS.toSeconds(millis)));
      Files.move(next, clock(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("The clock cannot be moved", e);
    }
  }

  private void heard(int life, String line) {
    String[] words = line.split(" ");
    synchronized (monitor) {
      if (life != lives) {
        return; // the last words of one that was killed
      }
      if (words[0].equals("=")) {
        answers.put(Integer.parseInt(words[1]), line.split(" ", 3)[2]);
      } else if (words[1].equals("ready")) {
        ready = true;
      } else if (words.length > 2) {
        Event event =
            new Event(words[1], Long.parseLong(words[2]), List.of(words).subList(3, words.length));
        events.add(event);
        if (event.verb().equals("gain")) {
          holds = true;
          gained = event.nanos();
        } else if (event.verb().equals("drop")) {
          holds = false;
        }
      }
      monitor.notifyAll();
    }
  }

  Site site() {
    return site;
  }

  /** Waits until something that events decide is so. */
  boolean await(Duration atMost, BooleanSupplier condition) {
    long deadline = System.nanoTime() + atMost.toNanos();
    synchronized (monitor) {
      while (!condition.getAsBoolean()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        try {
          TimeUnit.NANOSECONDS.timedWait(monitor, left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted", e);
        }
      }
      return true;
    }
  }

  /** Sends a command and does not wait for its answer. */
  int send(String verb, String... arguments) {
    int number;
    synchronized (monitor) {
      number = ++commands;
    }
    child.send(number + " " + verb + " " + String.join(" ", arguments));
    return number;
  }

  /** Waits for the answer to a command. */
  String answer(int number) {
    if (!await(ANSWER_AT_MOST, () -> answers.containsKey(number) || !child.isAlive())) {
      throw new RoundFailure(this + " gave no answer");
    }
    synchronized (monitor) {
      String answer = answers.remove(number);
      if (answer == null) {
        throw new RoundFailure(this + " ended");
      }
      return answer;
    }
  }

  /** Sends a command, and waits until it is done. */
  String tell(String verb, String... arguments) {
    String answer = answer(send(verb, arguments));
    if (answer.startsWith("failed")) {
      throw new RoundFailure(this + ": " + verb + " " + answer);
    }
    return answer;
  }

  /** Connects with a subject; what it observes goes to a log of its own in a directory. */
  void open(Kind kind, String servers, Path logs, Setting setting, Style style) {
    awaitReady();
    Path log = logs.resolve("w%d-p%d.log".formatted(site.number(), child.pid()));
    tell(
        "open",
        kind.text,
        servers,
        setting.chroot(),
        Long.toString(setting.session().toMillis()),
        Long.toString(setting.lease().toMillis()),
        Long.toString(setting.lockDelay().toMillis()),
        style.name(),
        log.toString());
    opened = true;
  }

  /** Ends its session. */
  void close() {
    tell("close");
    opened = false;
  }

  /** Whether it has a subject that it could be told about. */
  boolean isOpen() {
    return opened;
  }

  void awaitReady() {
    if (!await(ANSWER_AT_MOST, () -> ready)) {
      throw new RoundFailure(this + " did not start");
    }
  }

  /** Whether it works, as far as it has told. */
  boolean holds() {
    synchronized (monitor) {
      return holds;
    }
  }

  /** Whether it does not work now, or stopped at some moment since a mark. */
  boolean hasStopped(int mark) {
    return !holds() || !since(mark, "drop").isEmpty();
  }

  /** When it began to work the last time. */
  long gained() {
    synchronized (monitor) {
      return gained;
    }
  }

  /** How much it has told so far. */
  int mark() {
    synchronized (monitor) {
      return events.size();
    }
  }

  /** What it has told since a mark, of one kind. */
  List<Event> since(int mark, String verb) {
    synchronized (monitor) {
      return events.subList(mark, events.size()).stream()
          .filter(e -> e.verb().equals(verb))
          .toList();
    }
  }

  /** Whether the last that it told of its connection is that it has one. */
  boolean isConnected() {
    List<Event> states = since(0, "state");
    if (states.isEmpty()) {
      return true; // connected since it was opened
    }
    List<String> last = states.get(states.size() - 1).details();
    return !last.contains("SUSPENDED") && !last.contains("LOST");
  }

  /** The id of its session, or 0 if it has none at this moment. */
  String session() {
    String answer = answer(send("session"));
    return answer.startsWith("failed") ? "0" : answer;
  }

  void freeze() {
    child.freeze();
  }

  void thaw() {
    child.thaw();
  }

  /** Kills it; a new process is started by {@link #revive}. */
  void kill() {
    synchronized (monitor) {
      lives++;
      holds = false;
      ready = false;
      answers.clear();
    }
    opened = false;
    child.kill();
  }

  /** Starts its process anew, after a kill; does not wait until it is up. */
  void revive() {
    if (child.isAlive()) {
      kill();
    }
    start();
  }

  void end() {
    child.thaw();
    child.kill();
  }

  @Override
  public String toString() {
    return "worker " + site.number();
  }
}
