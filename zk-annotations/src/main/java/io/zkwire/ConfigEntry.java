package io.zkwire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A configuration key as it stands in ZooKeeper. {@link #toString()} does not show the value, which
 * may be a secret.
 *
 * <pre>{@code
 * ConfigEntry entry = zk.config().read("report/interval").orElseThrow();
 * System.out.println(entry.text() + " since " + entry.modified());
 * zk.config().publish("report/interval", "30s", entry.version());  // only if it still is that
 * }</pre>
 *
 * @param key the key as it was asked for
 * @param bytes the content of the node; not copied, not to be changed
 * @param version its version
 * @param modified when it was written, by the clock of the ZooKeeper server
 */
public record ConfigEntry(String key, byte[] bytes, ConfigVersion version, Instant modified) {

  /** The content as UTF-8 text. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return key + " (" + bytes.length + " bytes, " + version + ")";
  }
}
