package io.zkwire.runtime.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Session;

/**
 * What configuration counts, and what it tells operators of values that could not be used.
 * Thread-safe.
 */
final class ConfigReports {

  private final Session session;

  ConfigReports(Session session) {
    this.session = session;
  }

  /** A value was taken over, or a default came back. */
  void good(Slot<?> slot, Raw raw) {
    session.metrics().count("zkwire.config.applied", 1);
    session.instance().changed();
    if (session.problems().none()) {
      return;
    }
    forget(slot);
    session.problems().clear(slot.configKey().path());
    if (!raw.absent() && Keys.below(Keys.ROOT, slot.configKey().path())) {
      session.problems().clear(Keys.ROOT);
    }
  }

  /** A value was refused; the last good one stays. */
  void bad(Slot<?> slot, Raw raw, Throwable e) {
    session.metrics().count("zkwire.config.rejected", 1);
    String why =
        slot.type().secret()
            ? ""
            : ": " + Names.printable(String.valueOf(e.getMessage())) + found(raw);
    String message =
        ErrorCode.CONFIG_BAD_VALUE.message(
            "the value of "
                + session.requests().real(slot.configKey().path())
                + " at mzxid 0x"
                + Long.toHexString(raw.mzxid())
                + " does not fit "
                + slot.type().owner()
                + why
                + ". The last good value stays",
            "Publish a value of the right form");
    session
        .problems()
        .report(
            new Problem(ErrorCode.CONFIG_BAD_VALUE, subject(slot), message),
            slot.type().secret() ? null : e);
  }

  private static String found(Raw raw) {
    if (raw.bytes() == null) {
      return "";
    }
    String text = new String(raw.bytes(), 0, Math.min(60, raw.bytes().length), UTF_8);
    return "; found '" + Names.printable(text) + (raw.bytes().length > 60 ? "...'" : "'");
  }

  /** A required key has no value. */
  void missing(Slot<?> slot) {
    session
        .problems()
        .report(
            new Problem(
                ErrorCode.CONFIG_REQUIRED,
                subject(slot),
                ErrorCode.CONFIG_REQUIRED.message(
                    "the required key "
                        + slot.configKey()
                        + " of "
                        + slot.type().owner()
                        + " has no value. The last good one stays",
                    "Publish it")),
            null);
  }

  /** The root of all keys is gone. */
  void rootGone() {
    session
        .problems()
        .report(
            new Problem(
                ErrorCode.CONFIG_ROOT_GONE,
                Keys.ROOT,
                ErrorCode.CONFIG_ROOT_GONE.message(
                    session.requests().real(Keys.ROOT) + " is gone. All values stay as they are",
                    "Publish the keys again; each is followed again as soon as it is there")),
            null);
  }

  /** A key could not be read. */
  void unreadable(ConfigKey key, ZkWireException failure) {
    session
        .problems()
        .report(
            new Problem(failure.code(), key.path(), String.valueOf(failure.getMessage())), null);
  }

  /** The key could be read: it is no problem any more that it could not. */
  void readable(ConfigKey key) {
    session.problems().clear(key.path());
  }

  /** The slot is no problem any more. */
  void forget(Slot<?> slot) {
    session.problems().clear(subject(slot));
  }

  private static String subject(Slot<?> slot) {
    return slot.configKey().path() + " for " + slot.type().owner();
  }
}
