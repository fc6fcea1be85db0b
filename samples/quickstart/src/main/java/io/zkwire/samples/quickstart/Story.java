package io.zkwire.samples.quickstart;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;

/** Tells what happens, as it happens. Thread-safe. */
final class Story {

  /** In place of a duration. */
  static final long NO_TIME = -1;

  private static final int WIDTH = 100;

  private final PrintStream out;
  private final boolean colours;
  private final String tick;
  private final String cross;
  private int ticks;
  private boolean muted;

  private Story(PrintStream out, boolean colours, boolean symbols) {
    this.out = out;
    this.colours = colours;
    this.tick = symbols ? "\u2713" : "ok";
    this.cross = symbols ? "\u2717" : "NO";
  }

  /** A story on standard output: coloured on a terminal, in characters that it knows. */
  static Story onStandardOutput() {
    String encoding =
        System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
    Charset charset =
        Charset.forName(
            encoding != null ? encoding : System.getProperty("native.encoding", "US-ASCII"));
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset);
    return new Story(
        out,
        isTerminal() && System.getenv("NO_COLOR") == null,
        charset.newEncoder().canEncode("\u2713\u2717"));
  }

  @SuppressWarnings(
      "SystemConsoleNull") // null until JDK 21 without a terminal; asked below since 22
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true; // before JDK 22 only a terminal gave a console
    }
  }

  void title(String title, String... explanation) {
    line(paint("1", title));
    for (String row : explanation) {
      line("  " + row);
    }
  }

  void chapter(String title) {
    line("");
    line(paint("1", title));
  }

  void step(int number, String title) {
    line("");
    line(" " + paint("1", number + ". " + title));
  }

  /** Something that is done to ZooKeeper. */
  void command(String text) {
    line("    " + paint("36", "> " + text));
  }

  /** Somebody else's words, in lines that fit. */
  void quote(String text) {
    StringBuilder row = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (row.length() + word.length() > WIDTH - 10 && !row.isEmpty()) {
        line("      " + paint("33", "| " + row));
        row.setLength(0);
      }
      row.append(row.isEmpty() ? "" : " ").append(word);
    }
    line("      " + paint("33", "| " + row));
  }

  /** A check that came out as expected, and how long it took. */
  synchronized void tick(String text, long nanos) {
    ticks++;
    String time = nanos == NO_TIME ? "" : time(nanos);
    int gap = Math.max(1, WIDTH - 6 - text.length() - time.length());
    String row = "    " + paint("32", tick) + " " + text;
    line(time.isEmpty() ? row : row + " ".repeat(gap) + paint("2", time));
  }

  /** A check that did not. */
  void cross(String text) {
    line("    " + paint("31", cross) + " " + text);
  }

  void end(String text) {
    line("");
    line(paint("1", text));
  }

  /** How many checks came out as expected. */
  synchronized int ticks() {
    return ticks;
  }

  /** Says nothing more. */
  synchronized void mute() {
    muted = true;
  }

  static String time(long nanos) {
    double millis = nanos / 1e6;
    return millis < 1000
        ? String.format(Locale.ROOT, "%.0f ms", millis)
        : String.format(Locale.ROOT, "%.1f s", millis / 1000);
  }

  private synchronized void line(String text) {
    if (!muted) {
      out.println(text);
    }
  }

  private String paint(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
