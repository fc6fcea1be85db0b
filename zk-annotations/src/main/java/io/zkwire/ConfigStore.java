package io.zkwire;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The publisher's side of configuration, and the same values without annotations. Had from {@code
 * zk.config()}. Thread-safe. Calls block until ZooKeeper has answered; each of the few requests
 * that a call makes waits at most the connect timeout.
 *
 * <pre>{@code
 * ConfigStore config = zk.config();
 * config.publish("report/interval", Duration.ofSeconds(30));
 * config.read("report/interval", Duration.class).ifPresent(System.out::println);
 * config.delete("report/interval");                                      // defaults are back
 * }</pre>
 *
 * <p>Keys are relative to {@code /config}, or absolute paths below the connection's chroot.
 *
 * <p>Each publish and delete keeps the value that it replaces under {@code /history}, in the same
 * transaction, with author and time; the newest 10 of a key stay (an option of the builder).
 */
public interface ConfigStore {

  /**
   * Sets a key, whatever it holds now.
   *
   * @param key the key
   * @param value a scalar, a collection, a record or any class that Jackson writes; a {@code
   *     byte[]} is taken as it is
   * @return the version that was written
   * @throws ConfigException if the value cannot be written, is larger than 512 KiB, or together
   *     with the predecessor that is kept exceeds 960 KiB
   * @throws OutcomeUnknownException if the connection was lost and it could not be found out
   *     whether it was set
   * @throws ZkAccessDeniedException if the ACL of a node refuses it
   */
  default ConfigVersion publish(String key, Object value) {
    return version(transaction().publish(key, value));
  }

  /**
   * Sets a key if it still has the version that was read.
   *
   * @param key the key
   * @param value as for {@link #publish(String, Object)}
   * @param expected what the key must be at; {@link ConfigVersion#ABSENT} to create it
   * @return the version that was written
   * @throws ConfigConflictException if the key is at another version
   */
  default ConfigVersion publish(String key, Object value, ConfigVersion expected) {
    return version(transaction().publish(key, value, expected));
  }

  /**
   * Sets a record as a subtree, one node a component, as one transaction.
   *
   * @param key the key of the subtree's root
   * @param value the record
   * @return the version of the root's node
   */
  default ConfigVersion publishTree(String key, Record value) {
    return version(transaction().publishTree(key, value));
  }

  /**
   * Removes a key, whatever it holds; an absent one is left as it is.
   *
   * @param key the key
   */
  default void delete(String key) {
    transaction().delete(key).commit();
  }

  /**
   * Removes a key if it still has the version that was read.
   *
   * @param key the key
   * @param expected what the key must be at
   * @throws ConfigConflictException if the key is at another version
   */
  default void delete(String key, ConfigVersion expected) {
    transaction().delete(key, expected).commit();
  }

  /** Several changes that happen together or not at all. */
  ConfigTransaction transaction();

  /**
   * Reads a key as it stands in ZooKeeper.
   *
   * @param key the key
   * @return the entry, or empty where the key has no value
   */
  Optional<ConfigEntry> read(String key);

  /**
   * Reads a key as a value.
   *
   * @param key the key
   * @param type the type of the value
   * @param <T> the type of the value
   * @return the value, or empty where the key has none
   * @throws ConfigException if the content is no such value
   */
  <T> Optional<T> read(String key, Class<T> type);

  /**
   * The keys that stand below a prefix and have a value, sorted. A node without content counts
   * where nothing stands below it, since an empty text looks the same from here.
   *
   * @param prefix a key; the empty string for all of {@code /config}
   * @return keys as {@link #read} takes them
   */
  List<String> list(String prefix);

  /**
   * Reads a key and everything below it, as {@link #list} and {@link #read} would, in few requests:
   * nodes that stand at the same depth are read together.
   *
   * <pre>{@code
   * for (ConfigEntry entry : zk.config().readAll("shop")) {
   *   System.out.println(entry.key() + " = " + entry.text());
   * }
   * }</pre>
   *
   * @param prefix a key; the empty string for all of {@code /config}
   * @return the keys that have a value, sorted; empty where nothing stands
   * @throws ZkAccessDeniedException if the ACL of a node refuses it
   */
  List<ConfigEntry> readAll(String prefix);

  /**
   * Watches a key and everything below it.
   *
   * @param prefix a key; the empty string for all of {@code /config}
   * @param listener called on the runtime's threads, one event at a time
   * @return ends the watch
   */
  Registration watch(String prefix, Consumer<? super ConfigEvent> listener);

  /**
   * The revisions of a key, the present one first.
   *
   * @param key the key
   * @return the present revision, if the key has a value, and the kept earlier ones
   */
  List<ConfigRevision> history(String key);

  /**
   * Publishes an earlier revision again, as a new one.
   *
   * @param key the key
   * @param mzxid which revision, from {@link #history}
   * @return the version that was written
   * @throws ConfigException if that revision is not kept
   */
  ConfigVersion rollBack(String key, long mzxid);

  /**
   * A live value without an annotation.
   *
   * @param key the key; {@code ${name}} is replaced as in {@code @ZkConfig}
   * @param type the type of the value
   * @param defaultValue what holds while the key is absent
   * @param <T> the type of the value
   * @return the value; closed with the {@code ZkWire}
   */
  <T> Live<T> live(String key, Class<T> type, T defaultValue);

  private static ConfigVersion version(ConfigTransaction transaction) {
    return transaction.commit().values().iterator().next();
  }
}
