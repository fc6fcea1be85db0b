package io.zkwire.runtime.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zkwire.ErrorCode;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.session.BulkReader;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Listing;
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
import java.util.function.Function;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands of one channel, for the members of this process that receive them. One list for all
 * that have come, and one read for each, however many members receive it here; of those that are
 * known, names are kept and no more. Acknowledgements wake nobody but the sender. Thread-safe.
 */
final class Channel implements Watcher {

  private static final Logger LOG = LoggerFactory.getLogger(Channel.class);
  private static final long RETRY_SECONDS = 5;

  /** From so many on, receivers ask which ones have ended, rather than one by one. */
  private static final int MANY = 8;

  private final Session session;
  private final String name;
  private final Cleaner cleaner;
  private final Function<String, Receiver> make;
  private final Map<String, Receiver> receivers = new HashMap<>();
  private final Set<String> known = new HashSet<>();
  private final Set<String> refused = new HashSet<>();
  private final Set<String> denied = new HashSet<>();
  private CompletableFuture<@Nullable Void> ready = new CompletableFuture<>();
  private boolean scanning;
  private boolean again;
  private boolean waiting;
  private volatile boolean closed;

  /**
   * A channel that is not looked at yet.
   *
   * @param session the session
   * @param name its name
   * @param cleaner takes old commands away
   * @param make makes the receiver of a member
   */
  Channel(Session session, String name, Cleaner cleaner, Function<String, Receiver> make) {
    this.session = session;
    this.name = name;
    this.cleaner = cleaner;
    this.make = make;
  }

  String name() {
    return name;
  }

  private String root() {
    return Posted.channel(name);
  }

  /** The member that receives, from now on. */
  synchronized Receiver receiver(String member) {
    return receivers.computeIfAbsent(member, make);
  }

  /** The member that receives, if it does. */
  synchronized @Nullable Receiver present(String member) {
    return receivers.get(member);
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
  synchronized CompletableFuture<@Nullable Void> ready() {
    return ready;
  }

  void close() {
    List<String> reported;
    synchronized (this) {
      closed = true;
      reported = List.copyOf(denied);
    }
    session.requests().unwatch(root(), this);
    session.problems().clear(subject());
    reported.forEach(each -> session.problems().clear(subject(each)));
  }

  /** Somebody has come: what is known already is read again for him. */
  void offer() {
    synchronized (this) {
      known.clear();
    }
    scan();
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
      if (ready.isCompletedExceptionally()) {
        ready = new CompletableFuture<>(); // what was denied may be allowed now
      }
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

  private CompletableFuture<List<Look>> read(Listing listing) {
    Set<String> names = new HashSet<>(listing.names());
    names.removeIf(each -> !each.startsWith(Posted.PREFIX));
    List<Look> fresh = new ArrayList<>();
    List<String> mended = new ArrayList<>();
    synchronized (this) {
      List<String> gone = new ArrayList<>(known);
      gone.removeAll(names);
      gone.forEach(this::forget);
      mended.addAll(denied);
      mended.removeAll(names);
      denied.retainAll(names);
      refused.retainAll(names);
      names.removeAll(known);
      names.removeAll(refused);
      List<Receiver> ask = names.size() > MANY ? List.copyOf(receivers.values()) : List.of();
      names.forEach(each -> fresh.add(new Look(each, ask)));
    }
    mended.forEach(each -> session.problems().clear(subject(each)));
    return session.bulk().read(fresh).thenCompose(done -> failedOf(fresh));
  }

  private static CompletableFuture<List<Look>> failedOf(List<Look> fresh) {
    for (Look look : fresh) {
      Throwable e = look.failure;
      if (e != null) {
        return CompletableFuture.failedFuture(e);
      }
    }
    return CompletableFuture.completedFuture(fresh);
  }

  private void forget(String gone) {
    known.remove(gone);
    receivers.values().forEach(receiver -> receiver.forget(gone));
  }

  /** One command is read; where there are many, with what members of this process made of it. */
  private final class Look implements BulkReader.Item {
    private final String command;
    private final List<Receiver> ask;
    private final Set<Receiver> over = new HashSet<>();
    private @Nullable Posted posted;
    private @Nullable Throwable failure;

    Look(String command, List<Receiver> ask) {
      this.command = command;
      this.ask = ask;
    }

    private String path() {
      return root() + "/" + command;
    }

    @Override
    public List<String> paths() {
      List<String> out = new ArrayList<>(List.of(path()));
      ask.forEach(receiver -> out.add(Posted.acks(path()) + "/" + receiver.member()));
      return out;
    }

    @Override
    public int knownBytes() {
      return -1;
    }

    @Override
    public void accept(List<OpResult> results) {
      if (results.get(0) instanceof OpResult.GetDataResult data) {
        posted = posted(path(), data.getData(), data.getStat());
        mended(command);
      } else if (Requests.errorOf(results.get(0)) != Code.NONODE) {
        denied(command);
      }
      for (int i = 0; i < ask.size(); i++) {
        if (results.get(i + 1) instanceof OpResult.GetDataResult data && hasEnded(data.getData())) {
          over.add(ask.get(i));
        }
      }
    }

    @Override
    public void failed(Throwable e) {
      failure = e;
    }
  }

  private boolean hasEnded(byte @Nullable [] data) {
    try {
      var state = Ack.of(data).state();
      return state != null && state.isFinal();
    } catch (IOException e) {
      LOG.debug("{} finds something else as an acknowledgement", session.label(), e);
      return false;
    }
  }

  private @Nullable Posted posted(String path, byte @Nullable [] data, Stat stat) {
    try {
      long now = session.options().clock().nanoTime();
      return new Posted(path, Order.of(data), stat.getCzxid(), stat.getCtime(), now);
    } catch (IOException e) {
      bad(path, data, e);
      return null;
    }
  }

  private void bad(String path, byte @Nullable [] data, IOException e) {
    synchronized (this) {
      refused.add(path.substring(path.lastIndexOf('/') + 1));
    }
    cleaner.later(path, Order.LONGEST); // whatever it is, nobody may begin it after that
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

  /** One that may not be read keeps no other from being carried out. */
  private void denied(String command) {
    synchronized (this) {
      refused.add(command);
      denied.add(command);
    }
    var failure = Failures.denied(session.requests().real(root() + "/" + command), "READ");
    String message = String.valueOf(failure.getMessage());
    session.problems().report(new Problem(failure.code(), subject(command), message), failure);
  }

  private void mended(String command) {
    boolean before;
    synchronized (this) {
      before = denied.remove(command);
    }
    if (before) {
      session.problems().clear(subject(command));
    }
  }

  private void scanned(@Nullable List<Look> fresh, @Nullable Throwable e) {
    boolean more;
    CompletableFuture<@Nullable Void> told;
    synchronized (this) {
      told = ready;
    }
    if (fresh != null) {
      take(fresh);
      session.problems().clear(subject());
      told.complete(null);
    }
    synchronized (this) {
      scanning = false;
      more = again;
      again = false;
    }
    if (e != null && !Failures.connectionLost(e)) {
      var failure = Failures.translate(e, "list", session.requests().real(root()));
      String message = String.valueOf(failure.getMessage());
      session.problems().report(new Problem(failure.code(), subject(), message), failure);
      told.completeExceptionally(failure);
      scanLater();
    } else if (more) {
      scan();
    }
  }

  private void take(List<Look> fresh) {
    List<Look> good = new ArrayList<>();
    List<Receiver> to;
    synchronized (this) {
      for (Look look : fresh) {
        if (look.posted != null) {
          known.add(look.command);
          good.add(look);
        }
      }
      to = List.copyOf(receivers.values());
    }
    good.sort(Comparator.comparingLong(look -> look.posted == null ? 0 : look.posted.czxid()));
    for (Look look : good) {
      Posted posted = look.posted;
      if (posted != null) {
        to.stream()
            .filter(receiver -> !look.over.contains(receiver))
            .forEach(receiver -> receiver.take(posted));
        cleaner.later(posted.path(), posted.order().ttl());
      }
    }
  }

  private void scanLater() {
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
          }
          scan();
        },
        RETRY_SECONDS,
        TimeUnit.SECONDS);
  }

  private String subject() {
    return "commands of " + name;
  }

  private String subject(String command) {
    return "command " + root() + "/" + command;
  }

  void connected() {
    List<Receiver> all;
    synchronized (this) {
      refused.clear(); // their ACLs may be others now
      all = List.copyOf(receivers.values());
    }
    scan();
    all.forEach(Receiver::next);
  }
}
