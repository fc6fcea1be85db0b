package io.zkwire.samples.quickstart;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that the tour started, and the lines that it has said so far. Every child ends by itself
 * when its input ends, and so when the tour dies. Thread-safe.
 */
final class Child implements AutoCloseable {

  /** How long anything is waited for. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String name;
  private final Process process;
  private final BufferedWriter in;
  private final List<Line> lines = new ArrayList<>();
  private boolean silent;

  /**
   * One line of output.
   *
   * @param index which one it is, from 0
   * @param text what it says
   * @param nanos when it came, by {@link System#nanoTime}
   */
  record Line(int index, String text, long nanos) {}

  Child(String name, Process process) {
    this.name = name;
    this.process = process;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "output of " + name);
    reader.setDaemon(true);
    reader.start();
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  /** Says a line to it. */
  void say(String line) {
    try {
      in.write(line);
      in.newLine();
      in.flush();
    } catch (IOException e) {
      throw new Difference(name + " no longer listens" + ending());
    }
  }

  /** How many lines have come: where to look for the answer to what is done next. */
  synchronized int mark() {
    return lines.size();
  }

  /** All lines from a mark on that begin with some words. */
  synchronized List<Line> since(int mark, String words) {
    return lines.subList(mark, lines.size()).stream()
        .filter(line -> line.text().startsWith(words))
        .toList();
  }

  /** Waits for the first line from a mark on that begins with some words. */
  synchronized Line await(int mark, String words) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      List<Line> found = since(mark, words);
      if (!found.isEmpty()) {
        return found.get(0);
      }
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (silent || left <= 0) {
        throw new Difference(
            name
                + " did not say '"
                + words
                + "'"
                + (silent ? ending() : " within " + PATIENCE.toSeconds() + " s"));
      }
      wait(left);
    }
  }

  /** Ends its input and waits until it has ended; returns its exit code. */
  int end() throws InterruptedException {
    try {
      in.close();
    } catch (IOException e) {
      // it has ended already
    }
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new Difference(name + " did not end within " + PATIENCE.toSeconds() + " s");
    }
    return process.exitValue();
  }

  /** Ends it at once, as a power cut would. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private String ending() {
    return process.isAlive() ? ": its output has ended" : ": it ended, code " + process.exitValue();
  }

  private void read() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      add(new UncheckedIOException(e).toString());
    } finally {
      fallSilent();
    }
  }

  private synchronized void add(String text) {
    lines.add(new Line(lines.size(), text, System.nanoTime()));
    notifyAll();
  }

  private synchronized void fallSilent() {
    silent = true;
    notifyAll();
  }
}
