package io.zkwire.console.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.console.model.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The file in which accounts are kept, readable by its owner only. The console and the command line
 * write it, each the whole of it: under a lock, and by putting a new file in its place.
 * Thread-safe.
 */
final class AccountFile {

  private static final String NAME = "accounts.json";
  private static final String LOCK = "accounts.lock";
  private static final Object WITHIN_JVM = new Object();

  private final Path directory;
  private final Path file;

  /** What is kept of an account: what it may, and what its password is known by. */
  record Kept(Role role, String password) {}

  /** By what a file is known for another one than before. */
  record Mark(@Nullable Object key, FileTime modified, long size) {}

  AccountFile(Path directory) {
    this.directory = directory;
    this.file = directory.resolve(NAME);
  }

  @Override
  public String toString() {
    return file.toString();
  }

  /** Which file it is now; null where there is none. */
  @Nullable Mark mark() {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Mark(now.fileKey(), now.lastModifiedTime(), now.size());
    } catch (IOException e) {
      return null; // there is none, or nobody may look: what is known stays
    }
  }

  /**
   * The accounts by name.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it holds something else
   */
  Map<String, Kept> read() throws IOException {
    JsonNode json = Text.parse(Files.readAllBytes(file));
    if (!json.isObject()) {
      throw new IllegalArgumentException("no JSON object");
    }
    Map<String, Kept> accounts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : json.properties()) {
      Role role = Role.valueOf(each.getValue().path("role").asText());
      accounts.put(each.getKey(), new Kept(role, each.getValue().path("password").asText()));
    }
    return accounts;
  }

  /** Writes all accounts. */
  void write(Map<String, Kept> accounts) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    accounts.forEach(
        (name, kept) ->
            json.put(name, Map.of("role", kept.role().name(), "password", kept.password())));
    Path fresh = Files.createTempFile(directory, "accounts", ".tmp", only("rw-------"));
    Files.write(fresh, Text.json(json));
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Does something while no other process writes. */
  void alone(Runnable what) {
    synchronized (WITHIN_JVM) {
      try {
        if (!Files.exists(directory)) {
          Files.createDirectories(directory, only("rwx------"));
        }
        try (FileChannel channel = channel();
            FileLock lock = channel.lock()) {
          if (lock.isValid()) {
            what.run();
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private FileChannel channel() throws IOException {
    return FileChannel.open(
        directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private FileAttribute<?>[] only(String permissions) {
    return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
