package io.zkwire.console.model;

import io.zkwire.console.tree.ZNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a key, as it may be shown. Immutable.
 *
 * @param version the transaction that wrote it; 0 where the key had no value
 * @param text the value; null where it is secret, binary or absent
 * @param bytes how long it is; -1 where the key had no value
 * @param modified when it was written
 * @param author who wrote it; null where that is not known
 * @param present whether it is the one that stands now
 * @param secret whether the value is not shown
 */
public record Revision(
    String version,
    @Nullable String text,
    int bytes,
    Instant modified,
    @Nullable String author,
    boolean present,
    boolean secret) {

  static Revision of(History.Stored stored, boolean secret) {
    byte[] bytes = stored.bytes();
    return new Revision(
        stored.version(),
        secret || bytes == null ? null : ZNode.text(bytes),
        bytes == null ? -1 : bytes.length,
        stored.modified(),
        stored.author(),
        stored.present(),
        secret);
  }
}
