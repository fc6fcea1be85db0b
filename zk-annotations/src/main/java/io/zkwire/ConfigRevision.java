package io.zkwire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a configuration key, the present one or an earlier one. {@link #toString()} does
 * not show the value.
 *
 * <pre>{@code
 * // the present one first
 * for (ConfigRevision revision : zk.config().history("report/interval")) {
 *   System.out.println(revision.modified() + " by " + revision.author());
 * }
 * }</pre>
 *
 * @param mzxid the transaction that wrote it
 * @param bytes the content, or null for a revision at which the key was absent; not copied, not to
 *     be changed
 * @param modified when it was written, by the clock of the ZooKeeper server
 * @param author who wrote it, or null when it was not written through a {@link ConfigStore} or is
 *     the oldest that is kept
 */
public record ConfigRevision(
    long mzxid, byte @Nullable [] bytes, Instant modified, @Nullable String author) {

  @Override
  public String toString() {
    return Long.toHexString(mzxid)
        + (bytes == null ? " (absent)" : " (" + bytes.length + " bytes)")
        + " by "
        + (author == null ? "unknown" : author)
        + " at "
        + modified;
  }
}
