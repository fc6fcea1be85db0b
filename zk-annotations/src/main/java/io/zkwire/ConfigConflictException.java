package io.zkwire;

import org.jspecify.annotations.Nullable;

/**
 * A key is not at the version that the caller expected: somebody else has written it.
 *
 * <pre>{@code
 * try {
 *   zk.config().publish("report/retries", 5, seen);
 * } catch (ConfigConflictException e) {
 *   System.out.println(e.key() + " is not at " + e.expected() + " but at " + e.found());
 * }
 * }</pre>
 */
public final class ConfigConflictException extends ZkWireException {

  private static final long serialVersionUID = 1L;

  private final String key;
  private final ConfigVersion expected;
  private final ConfigVersion found;

  /**
   * Makes the exception.
   *
   * @param key the key
   * @param expected what the caller expected
   * @param found what stands in ZooKeeper
   * @param problem what is wrong and what was found, without a full stop
   * @param mend how to mend it, without a full stop
   * @param cause what caused it, or null
   */
  public ConfigConflictException(
      String key,
      ConfigVersion expected,
      ConfigVersion found,
      String problem,
      String mend,
      @Nullable Throwable cause) {
    super(ErrorCode.CONFIG_CONFLICT, problem, mend, cause);
    this.key = key;
    this.expected = expected;
    this.found = found;
  }

  /** The key. */
  public String key() {
    return key;
  }

  /** What the caller expected. */
  public ConfigVersion expected() {
    return expected;
  }

  /** What stands in ZooKeeper. */
  public ConfigVersion found() {
    return found;
  }
}
