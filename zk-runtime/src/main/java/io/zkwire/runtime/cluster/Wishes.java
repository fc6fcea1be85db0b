package io.zkwire.runtime.cluster;

import io.zkwire.ErrorCode;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.session.Watches;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.zookeeper.WatchedEvent;
import org.jspecify.annotations.Nullable;

/**
 * What operators want of the members of one group: {@code ONLINE} or {@code OFFLINE} in {@code
 * /operators/<group>/<id>}, or in {@code /operators/<group>} for all others. One watch for the
 * group; only what concerns members of this process is read. Thread-safe.
 */
final class Wishes {

  private static final long RETRY_SECONDS = 5;
  private static final int LONGEST = 64;

  private final Session session;
  private final String group;
  private final Runnable changed;
  private final Watches watches;
  private final Map<String, Boolean> wanted = new HashMap<>();
  private final Map<String, Set<Object>> members = new HashMap<>();
  private final Set<String> named = new HashSet<>();
  private final CompletableFuture<@Nullable Void> known = new CompletableFuture<>();
  private CompletableFuture<@Nullable Void> nextLook = new CompletableFuture<>();
  private int run;
  private boolean waiting;

  Wishes(Session session, String group, Runnable changed) {
    this.session = session;
    this.group = group;
    this.changed = changed;
    this.watches = new Watches(session, this::event);
  }

  private String root() {
    return Places.OPERATORS + "/" + group;
  }

  private String path(String id) {
    return id.isEmpty() ? root() : root() + "/" + id;
  }

  /** From now on the wishes for a member are followed. */
  void add(String id, Object who) {
    boolean begin;
    synchronized (this) {
      begin = members.isEmpty();
      members.computeIfAbsent(id, key -> new HashSet<>()).add(who);
    }
    if (begin) {
      watches.require(List.of(root()));
      look();
    }
  }

  /** Completes when the wishes for a member that is followed are known. */
  CompletableFuture<@Nullable Void> known(String id) {
    return known.thenCompose(done -> named(id) ? readOrWait(id) : nothing());
  }

  /** What cannot be read now is read by the next look; who may not read wishes follows none. */
  private CompletableFuture<@Nullable Void> readOrWait(String id) {
    return read(id)
        .exceptionallyCompose(
            e -> {
              if (Failures.connectionLost(e)) {
                return nextLook();
              }
              report(e);
              return nothing();
            });
  }

  private synchronized CompletableFuture<@Nullable Void> nextLook() {
    return nextLook;
  }

  private synchronized boolean named(String id) {
    return named.contains(id);
  }

  /** Follows a member no longer; true where none is left. */
  boolean leave(String id, Object who) {
    synchronized (this) {
      Set<Object> of = members.get(id);
      if (of == null || !of.remove(who)) {
        return false;
      }
      if (of.isEmpty()) {
        members.remove(id);
      }
      if (!members.isEmpty()) {
        return false;
      }
    }
    end();
    known.complete(null); // nobody waits any more who is to stand
    return true;
  }

  /** Follows nobody any longer. */
  void end() {
    synchronized (this) {
      run++;
    }
    watches.retain(List.of());
    session.problems().clear(subject());
  }

  /** Whether somebody wants one of the members off line. */
  synchronized boolean offline() {
    if (wanted.getOrDefault("", true)) { // asked at each join: wishes are few, members many
      return wanted.entrySet().stream()
          .anyMatch(w -> !w.getValue() && members.containsKey(w.getKey()));
    }
    return members.keySet().stream().anyMatch(id -> !wanted.getOrDefault(id, false));
  }

  void connected(boolean newSession) {
    watches.connected(newSession);
    look();
  }

  /** Reads everything that concerns members of this process. */
  private void look() {
    int now;
    synchronized (this) {
      now = ++run;
    }
    session
        .requests()
        .children(root())
        .thenCompose(listing -> listed(now, listing))
        .whenComplete((done, e) -> looked(now, e));
  }

  private CompletableFuture<@Nullable Void> listed(int now, @Nullable Listing listing) {
    List<String> read;
    synchronized (this) {
      if (now != run) {
        return nothing();
      }
      named.clear();
      if (listing != null) {
        named.addAll(listing.names());
      }
      wanted.keySet().removeIf(id -> !id.isEmpty() && !named.contains(id));
      read = members.keySet().stream().filter(named::contains).toList();
    }
    CompletableFuture<?>[] all =
        Stream.concat(Stream.of(""), read.stream())
            .map(this::read)
            .toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(all);
  }

  private void looked(int now, @Nullable Throwable e) {
    CompletableFuture<@Nullable Void> next;
    synchronized (this) {
      if (now != run) {
        return;
      }
      next = nextLook;
    }
    if (e != null && Failures.connectionLost(e)) {
      return; // once it is there again
    }
    synchronized (this) {
      nextLook = new CompletableFuture<>();
    }
    if (e == null) {
      session.problems().clear(subject());
    } else { // who may not read wishes follows none
      report(e);
      lookLater();
    }
    known.complete(null);
    next.complete(null);
    changed.run();
  }

  private String subject() {
    return "wishes " + group;
  }

  private void report(Throwable e) {
    String message = String.valueOf(Failures.translate(e, "read", root()).getMessage());
    session.problems().report(new Problem(ErrorCode.MEMBER_WISH, subject(), message), e);
  }

  private void lookLater() {
    synchronized (this) {
      if (waiting) {
        return;
      }
      waiting = true;
    }
    session.later(
        () -> {
          synchronized (this) {
            waiting = false;
            if (members.isEmpty()) {
              return;
            }
          }
          look();
        },
        RETRY_SECONDS,
        TimeUnit.SECONDS);
  }

  private void event(WatchedEvent event) {
    String path = session.requests().logical(String.valueOf(event.getPath()));
    if (!path.equals(root()) && !path.startsWith(root() + "/")) {
      return;
    }
    String id = path.equals(root()) ? "" : path.substring(root().length() + 1);
    boolean ours;
    synchronized (this) {
      switch (event.getType()) {
        case NodeCreated -> named.add(id);
        case NodeDeleted -> named.remove(id);
        default -> {}
      }
      ours = id.isEmpty() || members.containsKey(id);
    }
    if (ours) {
      read(id).whenComplete((done, e) -> changed.run());
    }
  }

  private CompletableFuture<@Nullable Void> read(String id) {
    return session.requests().get(path(id)).thenAccept(node -> found(id, node));
  }

  private void found(String id, @Nullable Node node) {
    String text =
        node == null || node.data() == null
            ? ""
            : node.data().length > LONGEST
                ? node.data().length + " bytes"
                : new String(node.data(), StandardCharsets.UTF_8).strip();
    String subject = "wish " + path(id);
    synchronized (this) {
      switch (text) {
        case "ONLINE" -> wanted.put(id, true);
        case "OFFLINE" -> wanted.put(id, false);
        case "" -> wanted.remove(id);
        default -> {
          session.problems().report(notUnderstood(subject, id, text), null);
          return; // what was wanted before is still wanted
        }
      }
    }
    session.problems().clear(subject);
  }

  private Problem notUnderstood(String subject, String id, String text) {
    return new Problem(
        ErrorCode.MEMBER_WISH,
        subject,
        ErrorCode.MEMBER_WISH.message(
            session.requests().real(path(id)) + " says '" + Names.printable(text) + "'",
            "Write ONLINE or OFFLINE, or delete the node"));
  }

  private static CompletableFuture<@Nullable Void> nothing() {
    return CompletableFuture.completedFuture(null);
  }
}
