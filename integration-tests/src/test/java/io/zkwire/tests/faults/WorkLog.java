package io.zkwire.tests.faults;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The log of one process: 32 bytes an observation, each handed to the kernel at once, so that a
 * kill loses none. Used by one thread.
 */
final class WorkLog implements Closeable {
  private static final int RECORD = 4 * Long.BYTES;

  private final byte[] bytes = new byte[RECORD];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
  // Not a channel: a thread that is interrupted while it writes would close it.
  private final FileOutputStream out;

  WorkLog(Path file) {
    try {
      out = new FileOutputStream(file.toFile(), true);
    } catch (IOException e) {
      throw new UncheckedIOException("The log " + file + " cannot be written", e);
    }
  }

  void append(Observation seen) {
    buffer.clear();
    buffer.putLong(seen.before()).putLong(seen.after());
    buffer.putLong(seen.czxid()).putLong(seen.local());
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("An observation could not be written", e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** All whole observations of a file. */
  static List<Observation> read(Path file) {
    try {
      ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
      List<Observation> seen = new ArrayList<>();
      while (all.remaining() >= RECORD) {
        seen.add(new Observation(all.getLong(), all.getLong(), all.getLong(), all.getLong()));
      }
      return seen;
    } catch (IOException e) {
      throw new UncheckedIOException("The log " + file + " cannot be read", e);
    }
  }
}
