package io.zkwire.annotation;

/**
 * How a configuration value lies in ZooKeeper.
 *
 * <pre>{@code
 * @ZkConfig(value = "mail", layout = Layout.SUBTREE)
 * private volatile Mail mail = new Mail("localhost", 25);
 * }</pre>
 */
public enum Layout {
  /** One node holds the whole value: text for a scalar, a JSON object for a record. */
  NODE,

  /**
   * A record as a subtree: the key's node has one child a component, named as the component is,
   * each holding that component's text or JSON. All children are read in one request, so every
   * record that is seen is a state that the subtree really had. A component whose node is missing
   * takes the default record's value.
   */
  SUBTREE
}
