package io.zkwire.runtime.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generation that was seen last and the highest transaction number, kept in the snapshot
 * directory where there is one: {@code <uuid> <zxid in hexadecimal>}.
 */
final class Memory {

  private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

  private static final Pattern ZXID = Pattern.compile("[0-9a-f]{1,15}");

  private final @Nullable Path file;
  private long zxid;

  Memory(@Nullable Path directory) {
    file = directory == null ? null : directory.resolve("generation");
  }

  /** Whether anything is kept. */
  boolean kept() {
    return file != null;
  }

  /** The transaction number that was loaded; 0 where there was none. */
  long zxid() {
    return zxid;
  }

  /** Loads both; returns the generation. */
  @Nullable String load() {
    try {
      if (file == null || !Files.exists(file)) {
        return null;
      }
      String[] words = Files.readString(file).strip().split(" ", -1);
      if (words.length == 2 && ZXID.matcher(words[1]).matches()) {
        zxid = Long.parseLong(words[1], 16);
      }
      return words[0];
    } catch (IOException e) {
      LOG.warn("cannot read {}: the generation of the ensemble is not known", file, e);
      return null;
    }
  }

  void save(@Nullable String generation, long newest) {
    if (file == null || generation == null) {
      return;
    }
    try {
      String text = generation + " " + Long.toHexString(newest);
      PrivateFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.warn("cannot write {}: a restart will not know the generation", file, e);
    }
  }
}
