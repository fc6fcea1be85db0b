package io.zkwire.agent.core;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directory in which an agent's log and its control socket lie, one for each user. Only that
 * user may enter it.
 */
final class PrivateDirectory {

  private PrivateDirectory() {}

  /**
   * The directory for the processes of one user.
   *
   * @param tmp where temporary files are
   * @param user the user
   * @return the directory, made where it was not there
   * @throws IOException if somebody else might write to it
   */
  static Path of(String tmp, String user) throws IOException {
    Path directory = Path.of(tmp, "zkwire-agent-" + user.replaceAll("[^A-Za-z0-9._-]", "_"));
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(directory, mode(directory, "rwx------"));
    }
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) || open(directory)) {
      throw new IOException(directory + " is no directory of this user alone");
    }
    return directory;
  }

  private static boolean open(Path directory) throws IOException {
    if (!posix(directory)) {
      return false;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
    return permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)
        || !Files.isWritable(directory);
  }

  /** The mode of a file that only this user may read. */
  static FileAttribute<?>[] fileMode(Path file) throws IOException {
    return mode(file, "rw-------");
  }

  private static FileAttribute<?>[] mode(Path path, String permissions) throws IOException {
    return posix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean posix(Path path) throws IOException {
    @Nullable Path parent = path.toAbsolutePath().getParent();
    FileStore store = Files.getFileStore(parent == null ? path : parent);
    return store.supportsFileAttributeView(PosixFileAttributeView.class);
  }
}
