package io.zkwire.runtime.config;

import io.zkwire.ConfigConflictException;
import io.zkwire.ConfigException;
import io.zkwire.ConfigTransaction;
import io.zkwire.ConfigVersion;
import io.zkwire.ErrorCode;
import io.zkwire.runtime.session.Limits;
import io.zkwire.runtime.session.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects changes, checks their sizes, and hands them to a {@link Commit}. */
final class Transaction implements ConfigTransaction {

  private final Session session;
  private final Codecs codecs;
  private final History history;
  private final Map<String, Change> changes = new LinkedHashMap<>();
  private boolean used;

  Transaction(Session session, Codecs codecs, History history) {
    this.session = session;
    this.codecs = codecs;
    this.history = history;
  }

  /**
   * One node that changes.
   *
   * @param key the key as the caller gave it
   * @param path its path
   * @param bytes the new content, or null to remove it
   * @param expected what the caller expects there, or null for whatever it is
   * @param structural the root of a subtree, which only needs to be there
   */
  record Change(
      String key,
      String path,
      byte @Nullable [] bytes,
      @Nullable ConfigVersion expected,
      boolean structural) {}

  @Override
  public ConfigTransaction publish(String key, Object value) {
    return add(key, codecs.encode(key, value), null);
  }

  @Override
  public ConfigTransaction publish(String key, Object value, ConfigVersion expected) {
    return add(key, codecs.encode(key, value), expected);
  }

  @Override
  public ConfigTransaction publishTree(String key, Record value) {
    String root = path(key);
    put(new Change(key, root, null, null, true));
    TreeCodec.values(value)
        .forEach(
            (name, part) ->
                add(key + "/" + name, part == null ? null : codecs.encode(key, part), null));
    return this;
  }

  @Override
  public ConfigTransaction delete(String key) {
    return add(key, null, null);
  }

  @Override
  public ConfigTransaction delete(String key, ConfigVersion expected) {
    return add(key, null, expected);
  }

  private String path(String key) {
    return Keys.path(key, session.options().properties());
  }

  private ConfigTransaction add(
      String key, byte @Nullable [] bytes, @Nullable ConfigVersion expected) {
    if (bytes != null && bytes.length > Limits.NODE) {
      throw new ConfigException(
          ErrorCode.CONFIG_TOO_LARGE,
          key,
          "the value of " + key + " has " + bytes.length + " bytes, more than " + Limits.NODE,
          "Keep large data elsewhere and publish where it is",
          null);
    }
    put(new Change(key, path(key), bytes, expected, false));
    return this;
  }

  private void put(Change change) {
    if (changes.putIfAbsent(change.path(), change) != null) {
      throw new ConfigException(
          ErrorCode.CONFIG_UNWRITABLE,
          change.key(),
          "the key " + change.key() + " appears twice in one transaction",
          "Change each key once",
          null);
    }
  }

  @Override
  public Map<String, ConfigVersion> commit() {
    if (used || changes.isEmpty()) {
      throw new ConfigException(
          ErrorCode.CONFIG_UNWRITABLE,
          "",
          used ? "this transaction has been committed already" : "this transaction is empty",
          "Begin a new one with transaction()",
          null);
    }
    used = true;
    session.requireOpen();
    return new Commit(session, history, changes.values()).run();
  }

  static ConfigConflictException conflict(Change change, ConfigVersion found) {
    ConfigVersion expected = change.expected() == null ? ConfigVersion.ABSENT : change.expected();
    return new ConfigConflictException(
        change.key(),
        expected,
        found,
        "the key " + change.key() + " is at " + found + ", not at " + expected,
        "Read it again and decide anew",
        null);
  }
}
