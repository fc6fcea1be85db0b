package io.zkwire.runtime.cluster;

import io.zkwire.ErrorCode;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.ObjectHealth;
import io.zkwire.runtime.session.Session;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one object tells of a member: its state and its health. Thread-safe. */
final class Contribution {

  private final Session session;
  private final String member;
  private final Mailbox mailbox;
  private final Duration every;
  private final String version;
  private final boolean jvm;
  private final ObjectHealth health;
  private final Map<String, Reader> readers = new ConcurrentSkipListMap<>();
  private final CompletableFuture<@Nullable Void> read = new CompletableFuture<>();
  private volatile Map<String, Object> state = Map.of();
  private volatile Runnable told = () -> {};

  /** Reads a part of the state. */
  @FunctionalInterface
  interface Reader {
    @Nullable Object read() throws Throwable;
  }

  Contribution(
      Session session,
      String member,
      Mailbox mailbox,
      Duration every,
      String version,
      boolean jvm,
      ObjectHealth health,
      Map<String, Reader> readers) {
    this.session = session;
    this.member = member;
    this.mailbox = mailbox;
    this.every = every;
    this.version = version;
    this.jvm = jvm;
    this.health = health;
    this.readers.putAll(readers);
  }

  /** That of handles. */
  static Contribution ofHandle(Session session, String member, Mailbox mailbox, Duration every) {
    return new Contribution(
        session, member, mailbox, every, "", false, ObjectHealth.none(), Map.of());
  }

  Duration every() {
    return every;
  }

  String version() {
    return version;
  }

  boolean tellsState() {
    return jvm || !readers.isEmpty();
  }

  boolean healthy() {
    return health.passes();
  }

  Map<String, Object> state() {
    return state;
  }

  void add(String name, Supplier<?> value) {
    readers.put(name, value::get);
    collect();
  }

  /** Reads and asks for the first time. */
  void begin(Runnable changed) {
    told = changed;
    if (tellsState()) {
      collect();
    } else {
      read.complete(null);
    }
    health.listen(changed);
  }

  /** Completes when everything has been read and asked once, or has taken too long. */
  CompletableFuture<@Nullable Void> first() {
    return CompletableFuture.allOf(read, health.first());
  }

  void refresh() {
    collect();
    health.ask();
  }

  /** Reads the state, after what the object's mailbox holds. */
  void collect() {
    if (tellsState()) {
      mailbox.post("state", this::readAll);
    }
  }

  private void readAll() {
    Map<String, Object> found = new TreeMap<>();
    if (jvm) {
      found.put("jvm", StateValues.jvm());
    }
    readers.forEach((name, reader) -> read(name, reader, found));
    boolean changed = !found.equals(state);
    state = found;
    read.complete(null);
    if (changed) {
      told.run();
    }
  }

  @SuppressWarnings("CatchingUnchecked") // a method of the application may throw anything
  private void read(String name, Reader reader, Map<String, Object> found) {
    String subject = "state " + member + " " + name;
    try {
      put(found, name, StateValues.plain(reader.read()));
      session.problems().clear(subject);
    } catch (Throwable e) {
      String message =
          ErrorCode.MEMBER_STATE.message(
              "'" + name + "' of the member " + member + " threw " + e.getClass().getName(),
              "Mend the method; the rest of the state is told");
      session.problems().report(new Problem(ErrorCode.MEMBER_STATE, subject, message), e);
    }
  }

  @SuppressWarnings("NullAway") // null is a value of a state
  private static void put(Map<String, Object> found, String name, @Nullable Object value) {
    found.put(name, value);
  }

  void close() {
    read.complete(null);
    health.close();
    readers.keySet().forEach(name -> session.problems().clear("state " + member + " " + name));
  }
}
