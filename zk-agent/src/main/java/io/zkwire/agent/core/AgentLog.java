package io.zkwire.agent.core;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own log file; it never writes to the application's log. At 8 MiB the file is put
 * aside as {@code .1} and a new one begun. Thread-safe; what cannot be written is lost.
 */
public final class AgentLog {

  private static final long LARGEST = 8 << 20;

  private static @Nullable Path file;
  private static @Nullable FileChannel out;

  private AgentLog() {}

  /** Writes to a file from now on. */
  static synchronized void open(Path to) throws IOException {
    close();
    out =
        FileChannel.open(
            to,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND,
                LinkOption.NOFOLLOW_LINKS),
            PrivateDirectory.fileMode(to));
    file = to;
  }

  /** The file, or null where there is none. */
  static synchronized @Nullable Path file() {
    return file;
  }

  /**
   * Writes one message.
   *
   * @param level its level
   * @param logger who says it
   * @param message what
   * @param cause why, or null
   */
  public static synchronized void write(
      String level, String logger, String message, @Nullable Throwable cause) {
    if (out == null || file == null) {
      return;
    }
    StringWriter text = new StringWriter();
    PrintWriter line = new PrintWriter(text);
    line.print(Instant.now());
    line.print(' ');
    line.print(level);
    line.print(" [");
    line.print(Thread.currentThread().getName());
    line.print("] ");
    line.print(logger.substring(logger.lastIndexOf('.') + 1));
    line.print(": ");
    line.println(message);
    if (cause != null) {
      cause.printStackTrace(line);
    }
    line.flush();
    try {
      out.write(StandardCharsets.UTF_8.encode(text.toString()));
      if (out.size() > LARGEST) {
        Path full = file;
        Files.move(
            full,
            full.resolveSibling(full.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
        open(full);
      }
    } catch (IOException e) {
      close(); // a full disk must not disturb the application
    }
  }

  static synchronized void close() {
    FileChannel open = out;
    out = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        file = null; // nothing more can be done about it
      }
    }
  }
}
