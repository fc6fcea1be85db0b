package io.zkwire;

/**
 * A change below a watched prefix. The value is not in it: read it with {@link ConfigStore#read}.
 *
 * <pre>{@code
 * zk.config().watch("report", event -> System.out.println(event.kind() + " " + event.key()));
 * }</pre>
 *
 * @param key relative to {@code /config} where it stands below it, else an absolute path
 * @param kind what happened
 */
public record ConfigEvent(String key, Kind kind) {

  /** What happened to the key. */
  public enum Kind {
    /** Created, or changed. */
    PUBLISHED,
    /** Deleted. */
    DELETED,
    /**
     * The connection came back: anything below the prefix may have changed meanwhile. The key is
     * the prefix.
     */
    RESYNC
  }
}
