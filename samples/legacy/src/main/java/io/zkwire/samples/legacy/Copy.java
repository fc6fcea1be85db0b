package io.zkwire.samples.legacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One running copy of the old program. */
final class Copy implements AutoCloseable {

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private Copy(String name, Process process) {
    this.process = process;
    Thread reader = new Thread(() -> read(name), name);
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts one: with its own classes, and nothing else. */
  static Copy start(String name, Path classes) throws IOException {
    List<String> command =
        List.of(Tools.java(), "-cp", classes.toString(), "com.acme.Nightly", "500");
    return new Copy(name, new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private void read(String name) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println("  " + name + ": " + line);
        lines.add(line);
      }
    } catch (IOException e) {
      System.out.println("  " + name + " cannot be heard any more: " + e.getMessage());
    }
  }

  String pid() {
    return Long.toString(process.pid());
  }

  /** The next line that it writes; null if it is silent for so long. */
  @Nullable String next(long seconds) throws InterruptedException {
    return lines.poll(seconds, TimeUnit.SECONDS);
  }

  /** Forgets what it has written until now. */
  void forget() {
    lines.clear();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
