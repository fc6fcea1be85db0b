package io.zkwire.console.tree;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/** A node as it was read. Immutable; its bytes are not copied and not to be changed. */
public final class ZNode {

  /** Data beyond this is not kept, only its length. */
  public static final int MOST_KEPT = 64 << 10;

  private final String path;
  private final byte @Nullable [] data;
  private final int length;
  private final Stat stat;
  private final boolean readable;
  private volatile @Nullable Object parsed;

  private ZNode(String path, byte @Nullable [] data, int length, Stat stat, boolean readable) {
    this.path = path;
    this.data = data;
    this.length = length;
    this.stat = stat;
    this.readable = readable;
  }

  /** A node whose data was read. */
  static ZNode of(String path, byte @Nullable [] data, Stat stat, int mostKept) {
    int length = data == null ? 0 : data.length;
    return new ZNode(path, length > mostKept ? null : data, length, stat, true);
  }

  /** A node whose ACL does not let us read. */
  static ZNode unreadable(String path) {
    return new ZNode(path, null, 0, new Stat(), false);
  }

  /** The path below the chroot. */
  public String path() {
    return path;
  }

  /** The last element of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The data; null where there is none, or more than is kept. */
  public byte @Nullable [] data() {
    return data;
  }

  /** How many bytes it has, also where they are not kept. */
  public int length() {
    return length;
  }

  /** Whether it has data that were not kept. */
  public boolean large() {
    return data == null && length > 0;
  }

  /** What ZooKeeper knows of it. */
  public Stat stat() {
    return stat;
  }

  /** Whether its ACL let us read it. */
  public boolean readable() {
    return readable;
  }

  /** The data as text; empty where there is none; null where it is no UTF-8. */
  public @Nullable String text() {
    return text(data);
  }

  /**
   * Data as text.
   *
   * @param data the data
   * @return the text; empty for none; null where it is no UTF-8
   */
  public static @Nullable String text(byte @Nullable [] data) {
    if (data == null) {
      return "";
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString();
    } catch (CharacterCodingException e) {
      return null; // binary: shown as such
    }
  }

  /**
   * What the data means, computed once. Each path has one meaning, so one kind of result is enough.
   *
   * @param as reads the node
   * @param <T> the kind of result
   */
  @SuppressWarnings("unchecked") // each path is always asked for the same kind
  public <T> T as(Function<ZNode, T> as) {
    Object known = parsed;
    if (known == null) {
      known = as.apply(this);
      parsed = known;
    }
    return (T) known;
  }
}
