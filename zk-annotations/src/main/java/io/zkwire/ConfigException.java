package io.zkwire;

import org.jspecify.annotations.Nullable;

/**
 * A configuration key could not be read, converted or written.
 *
 * <pre>{@code
 * try {
 *   zk.config().read("report/interval", Duration.class);
 * } catch (ConfigException e) {
 *   System.out.println(e.key() + ": " + e.code());  // ZK-CONFIG-21, it is no Duration
 * }
 * }</pre>
 */
public final class ConfigException extends ZkWireException {

  private static final long serialVersionUID = 1L;

  private final String key;

  /**
   * Makes the exception.
   *
   * @param code what happened
   * @param key the key
   * @param problem what is wrong and what was found, without a full stop
   * @param mend how to mend it, without a full stop
   * @param cause what caused it, or null
   */
  public ConfigException(
      ErrorCode code, String key, String problem, String mend, @Nullable Throwable cause) {
    super(code, problem, mend, cause);
    this.key = key;
  }

  /** The key. */
  public String key() {
    return key;
  }
}
