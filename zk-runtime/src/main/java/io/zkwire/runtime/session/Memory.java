package io.zkwire.runtime.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The generation that was seen last, kept in the snapshot directory where there is one. */
final class Memory {

  private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

  private final @Nullable Path file;

  Memory(@Nullable Path directory) {
    file = directory == null ? null : directory.resolve("generation");
  }

  @Nullable String load() {
    try {
      return file == null || !Files.exists(file) ? null : Files.readString(file).strip();
    } catch (IOException e) {
      LOG.warn("cannot read {}: the generation of the ensemble is not known", file, e);
      return null;
    }
  }

  void save(@Nullable String generation) {
    if (file == null || generation == null) {
      return;
    }
    try {
      PrivateFiles.write(file, generation.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.warn("cannot write {}: a restart will not know the generation", file, e);
    }
  }
}
