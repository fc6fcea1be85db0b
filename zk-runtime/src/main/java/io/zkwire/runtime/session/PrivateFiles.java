package io.zkwire.runtime.session;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** Files that only this user may read, written as a whole or not at all. */
public final class PrivateFiles {

  private static final FileAttribute<?> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private PrivateFiles() {}

  /**
   * Makes a directory where there is none, and refuses one that others may write.
   *
   * @param directory the directory
   * @throws ZkWireException ZK-SNAPSHOT-01 if it cannot be used
   */
  public static void prepare(Path directory) {
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(
            directory,
            posix(directory) ? new FileAttribute<?>[] {DIRECTORY} : new FileAttribute<?>[0]);
      }
      if (posix(directory)) {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
            || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
          throw unusable(directory, "others may write to it", null);
        }
      }
      if (!Files.isWritable(directory)) {
        throw unusable(directory, "this user may not write to it", null);
      }
    } catch (IOException e) {
      throw unusable(directory, e.toString(), e);
    }
  }

  private static ZkWireException unusable(
      Path directory, String why, @org.jspecify.annotations.Nullable Throwable cause) {
    return new ZkWireException(
        ErrorCode.SNAPSHOT,
        "the snapshot directory " + directory + " cannot be used: " + why,
        "Give a directory that only this user may write (mode 0700)",
        cause);
  }

  /**
   * Writes a file: to a new one beside it, forced to the disk, then moved over it.
   *
   * @param file the file
   * @param content its content
   * @throws IOException if that fails; the old content then stays
   */
  public static void write(Path file, byte[] content) throws IOException {
    Path part = file.resolveSibling("." + UUID.randomUUID() + ".part");
    try {
      try (FileChannel out =
          FileChannel.open(
              part,
              Set.of(
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS),
              posix(file.toAbsolutePath().getParent())
                  ? new FileAttribute<?>[] {FILE}
                  : new FileAttribute<?>[0])) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        out.force(true);
      }
      move(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void move(Path part, Path file) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("the file system of " + file + " cannot replace files atomically", e);
    }
  }

  private static boolean posix(@org.jspecify.annotations.Nullable Path near) throws IOException {
    Path existing = near;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.toAbsolutePath().getParent();
    }
    if (existing == null) {
      return false;
    }
    FileStore store = Files.getFileStore(existing);
    return store.supportsFileAttributeView(PosixFileAttributeView.class);
  }
}
