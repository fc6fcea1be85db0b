package io.zkwire.tests.faults;

import io.zkwire.tests.faults.Subject.Style;
import io.zkwire.tests.faults.Subject.Terms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that does exclusive work as it is told on its standard input, one command a line: a
 * number, a verb, its arguments. It ends with its input.
 */
final class WorkerMain {
  private final Events events;
  private Subject subject;
  private WorkLog log;
  private Thread thread;
  private volatile boolean ending;

  private WorkerMain(Events events) {
    this.events = events;
  }

  public static void main(String[] args) throws IOException {
    Events events = new Events(System.out);
    System.setOut(System.err); // the standard output belongs to the protocol
    WorkerMain worker = new WorkerMain(events);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    events.send("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      String answer;
      try {
        answer = worker.run(words);
      } catch (Exception | LinkageError e) {
        e.printStackTrace();
        answer = "failed " + e;
      }
      events.answer(words[0], answer);
    }
    Runtime.getRuntime().halt(0);
  }

  private String run(String[] words) throws Exception {
    switch (words[1]) {
      case "open" -> open(words);
      case "close" -> close();
      case "stand" -> subject.stand();
      case "leave" -> subject.leave();
      case "resign" -> subject.resign();
      case "expire" -> subject.expire();
      case "confirm" -> subject.confirm();
      case "session" -> {
        return subject.session();
      }
      case "fence" -> {
        return subject.fence(words[2], words[3]);
      }
      case "wall" -> {
        return Long.toString(System.currentTimeMillis());
      }
      default -> throw new IllegalArgumentException("There is no command " + words[1]);
    }
    return "done";
  }

  private void open(String[] words) throws Exception {
    close();
    Kind kind = Kind.of(words[2]);
    Terms terms =
        new Terms(
            words[3],
            words[4],
            millis(words[5]),
            millis(words[6]),
            millis(words[7]),
            Style.valueOf(words[8]),
            Path.of(words[9]));
    log = new WorkLog(terms.log());
    Subject made = kind.make(terms);
    subject = made;
    made.connect(events);
    ending = false;
    Recorder recorder = new Recorder(log, events);
    thread = new Thread(() -> work(made, recorder), "work");
    thread.start();
  }

  private static Duration millis(String text) {
    return Duration.ofMillis(Long.parseLong(text));
  }

  private void work(Subject what, Recorder recorder) {
    while (!ending) {
      try {
        what.pass(recorder);
      } catch (InterruptedException e) {
        recorder.idles("interrupted"); // told to look again at what it shall do
      } catch (Exception e) {
        recorder.idles(e.getClass().getSimpleName());
        if (!ending) {
          System.err.println("A pass failed: " + e);
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
      }
    }
    recorder.idles("closed");
  }

  /** Closes the subject while its thread may still be at work. */
  private void close() throws Exception {
    if (subject != null) {
      subject.close();
      ending = true;
      thread.interrupt();
      thread.join();
      log.close();
      subject = null;
    }
  }
}
