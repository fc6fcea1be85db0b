package io.zkwire.runtime.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.zkwire.ErrorCode;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.session.PrivateFiles;
import io.zkwire.runtime.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Last good values on disk, one file a key, for a start without ZooKeeper. Written on a callback
 * thread, at most once a second a key. Secrets never come here. Thread-safe.
 */
final class Snapshots {

  private final Session session;
  private final @Nullable Path directory;
  private final Map<String, Raw> unwritten = new LinkedHashMap<>();
  private boolean scheduled;

  Snapshots(Session session) {
    this.session = session;
    this.directory = session.options().snapshots();
  }

  /** What one file holds. */
  record Kept(
      String path, long mzxid, byte @Nullable [] bytes, @Nullable Map<String, byte[]> parts) {}

  boolean enabled() {
    return directory != null;
  }

  /** The last good value of a key, or null where none is kept. */
  @Nullable Raw load(ConfigKey key) {
    if (directory == null) {
      return null;
    }
    Path file = file(directory, name(key));
    try {
      if (!Files.exists(file)) {
        return null;
      }
      Kept kept = Json.MAPPER.readValue(Files.readAllBytes(file), Kept.class);
      return kept.path().equals(key.path())
          ? new Raw(kept.bytes(), kept.parts(), kept.mzxid())
          : null;
    } catch (IOException e) {
      report("cannot read " + file + ": " + e.getMessage(), e);
      return null;
    }
  }

  void save(ConfigKey key, Raw raw) {
    if (directory == null) {
      return;
    }
    synchronized (unwritten) {
      unwritten.put(name(key), raw);
      if (!scheduled) {
        scheduled = true;
        session.later(() -> session.background(this::write), 500, TimeUnit.MILLISECONDS);
      }
    }
  }

  /** Writes what has not been written yet; one writer at a time, so that none overtakes another. */
  synchronized void write() {
    Map<String, Raw> now;
    synchronized (unwritten) {
      now = new LinkedHashMap<>(unwritten);
      unwritten.clear();
      scheduled = false;
    }
    Path target = directory;
    if (target != null) {
      now.forEach((name, raw) -> write(target, name, raw));
    }
  }

  private void write(Path target, String name, Raw raw) {
    Path file = file(target, name);
    try {
      if (raw.absent()) {
        Files.deleteIfExists(file);
      } else {
        PrivateFiles.write(file, content(name, raw));
      }
      session.problems().clear("snapshots");
    } catch (IOException e) {
      report("cannot write " + file + ": " + e, e);
    }
  }

  private static byte[] content(String name, Raw raw) throws JsonProcessingException {
    String path = name.substring(0, name.indexOf(' '));
    return Json.MAPPER.writeValueAsBytes(new Kept(path, raw.mzxid(), raw.bytes(), raw.parts()));
  }

  private void report(String what, Exception e) {
    session
        .problems()
        .report(
            new Problem(
                ErrorCode.SNAPSHOT,
                "snapshots",
                ErrorCode.SNAPSHOT.message(what, "Look at the snapshot directory")),
            e);
  }

  private static String name(ConfigKey key) {
    return key.path() + " " + (key.record() == null ? "node" : "subtree");
  }

  private static Path file(Path directory, String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return directory.resolve(HexFormat.of().formatHex(hash) + ".json");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
