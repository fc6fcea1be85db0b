package io.zkwire.tests.faults;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a worker tells the harness: lines on its standard output. Thread-safe. */
final class Events {
  private final PrintStream out;

  Events(PrintStream out) {
    this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
  }

  /** Something happened. */
  void send(String what, String... details) {
    line("! " + what + " " + String.join(" ", details));
  }

  /** The answer to a command. */
  void answer(String command, String text) {
    line("= " + command + " " + text.replace('\n', ' '));
  }

  private synchronized void line(String text) {
    out.println(text);
    out.flush();
  }
}
