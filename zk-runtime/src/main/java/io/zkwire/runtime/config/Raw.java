package io.zkwire.runtime.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read for a key, not yet converted.
 *
 * @param bytes the content of the node; null where there is none, or where the value is a subtree
 * @param parts the content of the nodes of a subtree by component, those that exist; null otherwise
 * @param mzxid the youngest transaction, or 0 where there is no value
 */
record Raw(byte @Nullable [] bytes, @Nullable Map<String, byte[]> parts, long mzxid) {

  static final Raw ABSENT = new Raw(null, null, 0);

  boolean absent() {
    return bytes == null && parts == null;
  }

  int length() {
    if (parts != null) {
      return parts.values().stream().mapToInt(part -> part.length).sum();
    }
    return bytes == null ? 0 : bytes.length;
  }
}
