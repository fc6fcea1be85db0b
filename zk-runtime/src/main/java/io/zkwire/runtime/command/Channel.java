package io.zkwire.runtime.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zkwire.ErrorCode;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands of one channel, for the members of this process that receive them. One list and one
 * read for each command, however many members receive it here; acknowledgements wake nobody but the
 * sender. Thread-safe.
 */
final class Channel implements Watcher {

  private static final Logger LOG = LoggerFactory.getLogger(Channel.class);
  private static final long RETRY_SECONDS = 5;

  private final Session session;
  private final String name;
  private final Cleaner cleaner;
  private final Map<String, Receiver> receivers = new HashMap<>();
  private final Map<String, Posted> known = new HashMap<>();
  private final Set<String> refused = new HashSet<>();
  private final CompletableFuture<@Nullable Void> ready = new CompletableFuture<>();
  private boolean scanning;
  private boolean again;
  private volatile boolean closed;

  Channel(Session session, String name, Cleaner cleaner) {
    this.session = session;
    this.name = name;
    this.cleaner = cleaner;
  }

  String name() {
    return name;
  }

  private String root() {
    return Posted.channel(name);
  }

  /** The member that receives, from now on. */
  synchronized Receiver receiver(String member, Predicate<String> leads) {
    return receivers.computeIfAbsent(member, id -> new Receiver(session, id, leads));
  }

  /**
   * A member has a method less.
   *
   * @return whether nobody of the channel is left here
   */
  synchronized boolean release(Receiver receiver) {
    if (receiver.isIdle() && receivers.remove(receiver.member(), receiver)) {
      receiver.close();
    }
    return receivers.isEmpty();
  }

  /** Completes when commands are heard of; fails if that cannot be. */
  CompletableFuture<@Nullable Void> ready() {
    return ready;
  }

  void close() {
    closed = true;
    session.problems().clear(subject());
  }

  /** Somebody has come: what is known already is for him, too. */
  void offer(Receiver receiver) {
    List<Posted> all;
    synchronized (this) {
      all = new ArrayList<>(known.values());
    }
    all.sort(Comparator.comparingLong(Posted::czxid));
    all.forEach(receiver::take);
  }

  @Override
  public void process(WatchedEvent event) {
    if (event.getType() != Event.EventType.None) {
      scan();
    }
  }

  /** Looks what is there, and goes on to watch. */
  void scan() {
    synchronized (this) {
      if (closed) {
        return;
      }
      if (scanning) {
        again = true;
        return;
      }
      scanning = true;
    }
    session
        .requests()
        .children(root(), this)
        .thenCompose(this::listed)
        .thenCompose(this::read)
        .whenComplete(this::scanned);
  }

  private CompletableFuture<Listing> listed(@Nullable Listing listing) {
    return listing != null
        ? CompletableFuture.completedFuture(listing)
        : session
            .requests()
            .ensure(root())
            .thenCompose(done -> session.requests().children(root(), this))
            .thenApply(
                second -> {
                  if (second == null) {
                    throw new IllegalStateException(root() + " was deleted at once");
                  }
                  return second;
                });
  }

  private CompletableFuture<List<Posted>> read(Listing listing) {
    Set<String> names = new HashSet<>(listing.names());
    names.removeIf(each -> !each.startsWith(Posted.PREFIX));
    List<String> fresh = new ArrayList<>();
    synchronized (this) {
      List<String> gone = new ArrayList<>(known.keySet());
      gone.removeAll(names);
      gone.forEach(this::forget);
      refused.retainAll(names);
      for (String each : names) {
        if (!known.containsKey(each) && !refused.contains(each)) {
          fresh.add(each);
        }
      }
    }
    List<CompletableFuture<@Nullable Posted>> reads =
        fresh.stream().map(each -> read(root() + "/" + each)).toList();
    return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
        .thenApply(done -> inOrder(reads));
  }

  private static List<Posted> inOrder(List<CompletableFuture<@Nullable Posted>> reads) {
    List<Posted> posted = new ArrayList<>();
    for (CompletableFuture<@Nullable Posted> read : reads) {
      Posted each = read.join();
      if (each != null) {
        posted.add(each);
      }
    }
    posted.sort(Comparator.comparingLong(Posted::czxid));
    return posted;
  }

  private void forget(String gone) {
    known.remove(gone);
    receivers.values().forEach(receiver -> receiver.forget(gone));
  }

  private CompletableFuture<@Nullable Posted> read(String path) {
    return session.requests().get(path).thenApply(node -> node == null ? null : posted(path, node));
  }

  private @Nullable Posted posted(String path, Node node) {
    try {
      return new Posted(
          path,
          Order.of(node.data()),
          node.stat().getCzxid(),
          node.stat().getCtime(),
          session.options().clock().nanoTime());
    } catch (IOException e) {
      bad(path, node, e);
      return null;
    }
  }

  private void bad(String path, Node node, IOException e) {
    synchronized (this) {
      refused.add(path.substring(path.lastIndexOf('/') + 1));
    }
    byte[] data = node.data();
    String found = data == null ? "" : new String(data, 0, Math.min(60, data.length), UTF_8);
    String message =
        ErrorCode.COMMAND_BAD.message(
            "what stands at "
                + session.requests().real(path)
                + " is no command: "
                + Names.printable(String.valueOf(e.getMessage()))
                + "; found '"
                + Names.printable(found)
                + "'",
            "Delete the node, or let its writer write what the reference shows");
    LOG.warn("{} {}", session.label(), message);
    session.metrics().count("zkwire.commands.bad", 1);
  }

  private void scanned(@Nullable List<Posted> fresh, @Nullable Throwable e) {
    if (fresh != null) {
      List<Receiver> to;
      synchronized (this) {
        fresh.forEach(posted -> known.put(posted.name(), posted));
        to = List.copyOf(receivers.values());
      }
      for (Posted posted : fresh) {
        to.forEach(receiver -> receiver.take(posted));
        cleaner.later(posted.path(), posted.order().ttl());
      }
      session.problems().clear(subject());
      ready.complete(null);
    }
    boolean more;
    synchronized (this) {
      scanning = false;
      more = again;
      again = false;
    }
    if (e != null && !Failures.connectionLost(e)) {
      var failure = Failures.translate(e, "list", session.requests().real(root()));
      ready.completeExceptionally(failure);
      String message = String.valueOf(failure.getMessage());
      session.problems().report(new Problem(failure.code(), subject(), message), failure);
      session.later(this::scan, RETRY_SECONDS, TimeUnit.SECONDS);
    } else if (more) {
      scan();
    }
  }

  private String subject() {
    return "commands of " + name;
  }

  void connected() {
    scan();
    List<Receiver> all;
    synchronized (this) {
      all = List.copyOf(receivers.values());
    }
    all.forEach(Receiver::connected);
  }
}
