package io.zkwire.tests.zkcli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * ZooKeeper's shell in a process of its own, with one session for as long as it is open. Used by
 * one thread.
 */
final class ZkCli {

  private static final String LAST_WORDS = "JLine support is";
  private static final long WAIT_SECONDS = 60;
  private static final Pattern REFUSED =
      Pattern.compile(
          "(?m)^(Node (does not exist|already exists|not empty)|version No is not valid|"
              + "Insufficient permission|Command not found|.*(Exception|KeeperErrorCode)).*");

  private final Process process;
  private final BufferedWriter input;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final StringBuilder events = new StringBuilder();
  private int marks;

  private ZkCli(Process process) {
    this.process = process;
    this.input = process.outputWriter();
  }

  /** Starts it, and returns when it takes commands. */
  static ZkCli start(String address) throws IOException, InterruptedException {
    ZkCli cli =
        new ZkCli(
            Jvm.start(
                "org.apache.zookeeper.ZooKeeperMain", "-waitforconnection", "-server", address));
    Thread reader = new Thread(cli::read, "zkCli output");
    reader.setDaemon(true);
    reader.start();
    for (String line = cli.line(); !line.startsWith(LAST_WORDS); line = cli.line()) {
      cli.events.append(line).append('\n');
    }
    cli.events.setLength(0);
    return cli;
  }

  private void read() {
    try (BufferedReader reader = process.inputReader()) {
      reader.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add("the output failed: " + e);
    }
  }

  private String line() throws InterruptedException {
    String line = lines.poll(WAIT_SECONDS, TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError("zkCli says nothing more, after " + events);
    }
    return line;
  }

  /** Types a command that must not be refused; returns what it printed. */
  String type(String command) throws IOException, InterruptedException {
    String answer = say(command);
    if (REFUSED.matcher(answer).find()) {
      throw new AssertionError(command + "\n" + answer);
    }
    return answer;
  }

  /** Types a command, whatever comes of it. */
  String say(String command) throws IOException, InterruptedException {
    String mark = "/end-of-answer-" + ++marks; // asking for it prints that it is not there
    for (String line : new String[] {command, "stat " + mark}) {
      input.write(line);
      input.newLine();
    }
    input.flush();
    StringBuilder answer = new StringBuilder();
    for (String line = line(); !line.endsWith(mark); line = line()) {
      if (!line.isBlank()) {
        answer.append(line).append('\n');
        events.append(line).append('\n');
      }
    }
    return answer.toString().strip();
  }

  /** All that was printed so far, events of watches too. */
  String events() throws IOException, InterruptedException {
    say("ls /");
    return events.toString();
  }

  /** Makes nodes without data where they are not there. */
  void parents(String path) throws IOException, InterruptedException {
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      say("create " + path.substring(0, slash));
    }
    say("create " + path);
  }

  void close() throws IOException, InterruptedException {
    Jvm.end(process);
  }
}
