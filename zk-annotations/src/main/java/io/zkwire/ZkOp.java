package io.zkwire;

import java.util.Arrays;
import java.util.Objects;

/**
 * One operation of a fenced transaction. Paths are absolute, below the connection's chroot.
 * Immutable: the data is copied.
 *
 * <pre>{@code
 * leadership.fenced(
 *     ZkOp.create("/reports/2026-01-01", report),
 *     ZkOp.set("/reports/last", night));                                 // both or nothing
 * }</pre>
 */
public sealed interface ZkOp {

  /** The path of the node. */
  String path();

  /**
   * Creates a persistent node whose parent exists.
   *
   * @param path the path
   * @param data its data, at most 512 KiB
   * @return the operation
   */
  static ZkOp create(String path, byte[] data) {
    return new Create(path, data);
  }

  /**
   * Replaces the data of a node, whatever its version.
   *
   * @param path the path
   * @param data its data, at most 512 KiB
   * @return the operation
   */
  static ZkOp set(String path, byte[] data) {
    return new SetData(path, data, -1);
  }

  /**
   * Replaces the data of a node of one version.
   *
   * @param path the path
   * @param data its data, at most 512 KiB
   * @param version the version it must have, or -1 for any
   * @return the operation
   */
  static ZkOp set(String path, byte[] data, int version) {
    return new SetData(path, data, version);
  }

  /**
   * Deletes a node without children.
   *
   * @param path the path
   * @param version the version it must have, or -1 for any
   * @return the operation
   */
  static ZkOp delete(String path, int version) {
    return new Delete(path, version);
  }

  /**
   * Demands that a node has a version, and changes nothing.
   *
   * @param path the path
   * @param version the version it must have, or -1 for any
   * @return the operation
   */
  static ZkOp check(String path, int version) {
    return new Check(path, version);
  }

  /** Creates a persistent node. */
  @SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
  record Create(String path, byte[] data) implements ZkOp {
    /** Copies the data. */
    public Create {
      Objects.requireNonNull(path, "path");
      data = data.clone();
    }

    @Override
    public byte[] data() {
      return data.clone();
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Create c && path.equals(c.path) && Arrays.equals(data, c.data);
    }

    @Override
    public int hashCode() {
      return Objects.hash(path, Arrays.hashCode(data));
    }

    @Override
    public String toString() {
      return "create " + path + " (" + data.length + " bytes)";
    }
  }

  /** Replaces data. */
  @SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
  record SetData(String path, byte[] data, int version) implements ZkOp {
    /** Copies the data. */
    public SetData {
      Objects.requireNonNull(path, "path");
      data = data.clone();
    }

    @Override
    public byte[] data() {
      return data.clone();
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof SetData s
          && path.equals(s.path)
          && version == s.version
          && Arrays.equals(data, s.data);
    }

    @Override
    public int hashCode() {
      return Objects.hash(path, Arrays.hashCode(data), version);
    }

    @Override
    public String toString() {
      return "set " + path + " (" + data.length + " bytes, version " + version + ")";
    }
  }

  /** Deletes a node. */
  record Delete(String path, int version) implements ZkOp {
    /** Demands a path. */
    public Delete {
      Objects.requireNonNull(path, "path");
    }
  }

  /** Demands a version. */
  record Check(String path, int version) implements ZkOp {
    /** Demands a path. */
    public Check {
      Objects.requireNonNull(path, "path");
    }
  }
}
