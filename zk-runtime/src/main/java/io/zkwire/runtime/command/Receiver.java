package io.zkwire.runtime.command;

import io.zkwire.Acknowledgement.State;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member that receives the commands of a channel. It writes the receipt of a command, and only
 * when that stands, hands it to the method: so each command runs at most once for a member, and the
 * receipt of an earlier process of the same member says that it was its turn. Thread-safe.
 */
final class Receiver {

  private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

  /** How long a command waits for an object that carries it out: objects are bound one by one. */
  private static final long UNKNOWN_SECONDS = 5;

  private static final long RETRY_SECONDS = 1;

  private final Session session;
  private final Requests requests;
  private final String member;
  private final Predicate<String> leads;
  private final Outcomes outcomes;
  private final String id = UUID.randomUUID().toString();
  private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
  private final ArrayDeque<Posted> queue = new ArrayDeque<>();
  private final List<Posted> unknown = new ArrayList<>();
  private final Set<Run> waiting = ConcurrentHashMap.newKeySet();
  private final Set<String> taken = new HashSet<>();
  private boolean busy;
  private boolean closed;

  Receiver(Session session, String member, Predicate<String> leads) {
    this.session = session;
    this.requests = session.requests();
    this.member = member;
    this.leads = leads;
    this.outcomes = new Outcomes(session);
  }

  String member() {
    return member;
  }

  /**
   * Adds a method.
   *
   * @return whether it was added; not if another one carries out the same command
   */
  boolean add(Handler handler) {
    if (handlers.putIfAbsent(handler.command(), handler) != null) {
      return false;
    }
    synchronized (this) {
      queue.addAll(unknown);
      unknown.clear();
    }
    next();
    return true;
  }

  /** Takes a method away; what it has not begun it will not. */
  void remove(Handler handler) {
    handlers.remove(handler.command(), handler);
    for (Run run : List.copyOf(waiting)) {
      if (run.handler() == handler && waiting.remove(run)) {
        end(run.posted(), Ack.failed(id, "the binding of its object was closed before it ran"));
      }
    }
  }

  boolean isIdle() {
    return handlers.isEmpty();
  }

  synchronized void close() {
    closed = true;
    queue.clear();
    unknown.clear();
  }

  /** A command that is not known yet; commands come in their order. */
  void take(Posted posted) {
    synchronized (this) {
      if (closed || !posted.order().isTo(member) || !taken.add(posted.name())) {
        return;
      }
      queue.add(posted);
    }
    next();
  }

  /** A command is gone from ZooKeeper. */
  synchronized void forget(String name) {
    taken.remove(name);
    queue.removeIf(posted -> posted.name().equals(name));
    unknown.removeIf(posted -> posted.name().equals(name));
  }

  void connected() {
    outcomes.connected();
    next();
  }

  private void next() {
    Posted posted = poll();
    while (posted != null && !begin(posted)) {
      synchronized (this) {
        busy = false;
      }
      posted = poll();
    }
  }

  private synchronized @Nullable Posted poll() {
    Posted posted = busy ? null : queue.poll();
    busy |= posted != null;
    return posted;
  }

  /** Whether something is under way, at the end of which the turn is {@link #over}. */
  private boolean begin(Posted posted) {
    Handler handler = handlers.get(posted.order().command());
    if (handler == null && isPatient(posted)) {
      setAside(posted);
      return false;
    }
    String role = posted.order().leader();
    if (role != null && !leads.test(role)) {
      follow(posted);
      return false;
    }
    acknowledge(
        posted,
        handler == null ? Ack.failed(id, unknownCommand(posted)) : Ack.of(State.RECEIVED, id),
        handler);
    return true;
  }

  private boolean isPatient(Posted posted) {
    long waited = session.options().clock().nanoTime() - posted.seen();
    return waited < TimeUnit.SECONDS.toNanos(UNKNOWN_SECONDS);
  }

  private String unknownCommand(Posted posted) {
    return "the member knows no command '"
        + posted.order().shown()
        + "'; it knows "
        + handlers.keySet().stream().sorted().toList();
  }

  private void setAside(Posted posted) {
    synchronized (this) {
      unknown.add(posted);
    }
    session.later(
        () -> {
          synchronized (this) {
            if (!unknown.remove(posted) || closed) {
              return;
            }
            queue.add(posted);
          }
          next();
        },
        UNKNOWN_SECONDS,
        TimeUnit.SECONDS);
  }

  /** It is for the leader, which is another one now: that may change before the deadline. */
  private void follow(Posted posted) {
    if (!posted.isOver(session.options().clock().nanoTime())) {
      session.later(
          () -> {
            synchronized (this) {
              if (closed || !taken.contains(posted.name())) {
                return;
              }
              queue.add(posted);
            }
            next();
          },
          RETRY_SECONDS,
          TimeUnit.SECONDS);
    }
  }

  /** The turn of the next one. */
  private void over() {
    synchronized (this) {
      busy = false;
    }
    next();
  }

  /** Writes what the member makes of it; then runs it, if there is a method for it. */
  private void acknowledge(Posted posted, Ack ack, @Nullable Handler handler) {
    create(posted, ack)
        .whenComplete(
            (stat, e) -> {
              if (e == null && stat != null) {
                received(posted, stat, handler);
              } else if (e != null && Failures.connectionLost(e)) {
                again(posted);
                return;
              } else if (e != null) {
                LOG.warn("{} cannot acknowledge {}", session.label(), posted.path(), e);
              }
              over();
            });
  }

  /** The connection was lost: it is tried again when it is back. */
  private void again(Posted posted) {
    synchronized (this) {
      queue.addFirst(posted);
      busy = false;
    }
    session.later(this::next, RETRY_SECONDS, TimeUnit.SECONDS);
  }

  /** The Stat of the acknowledgement, if it is this one's; null if it was not to be. */
  private CompletableFuture<@Nullable Stat> create(Posted posted, Ack ack) {
    return create(posted, ack, true);
  }

  private CompletableFuture<@Nullable Stat> create(Posted posted, Ack ack, boolean first) {
    CompletableFuture<?> created =
        posted.order().leader() == null
            ? requests.createNode(posted.ack(member), ack.bytes(), CreateMode.PERSISTENT)
            : requests.multi(
                List.of(
                    requests.create(posted.ack(member), ack.bytes(), CreateMode.PERSISTENT),
                    requests.create(Posted.taken(posted.path()), null, CreateMode.PERSISTENT)));
    return created
        .thenCompose(
            done ->
                done instanceof Stat stat
                    ? CompletableFuture.<@Nullable Stat>completedFuture(stat)
                    : requests.stat(posted.ack(member), null))
        .exceptionallyCompose(
            e -> {
              Code code = code(e);
              if (code == Code.NONODE && first) {
                return parent(posted)
                    .thenCompose(
                        there ->
                            there
                                ? create(posted, ack, false)
                                : CompletableFuture.<@Nullable Stat>completedFuture(null));
              }
              return code == Code.NODEEXISTS ? meet(posted) : CompletableFuture.failedFuture(e);
            });
  }

  private static Code code(Throwable e) {
    Throwable inner = Failures.unwrap(e);
    if (inner instanceof MultiFailed failed) {
      return failed.reason().code();
    }
    return inner instanceof KeeperException k ? k.code() : Code.SYSTEMERROR;
  }

  /** Not with its own parents: a command that was deleted must not come back. */
  private CompletableFuture<Boolean> parent(Posted posted) {
    return requests
        .createNode(posted.acks(), null, CreateMode.PERSISTENT)
        .thenApply(stat -> true)
        .exceptionallyCompose(
            e ->
                switch (code(e)) {
                  case NODEEXISTS -> CompletableFuture.completedFuture(true);
                  case NONODE -> CompletableFuture.completedFuture(false);
                  default -> CompletableFuture.failedFuture(e);
                });
  }

  /** There is a receipt: this one's, of which the answer was lost, or an earlier process's. */
  private CompletableFuture<@Nullable Stat> meet(Posted posted) {
    return requests
        .get(posted.ack(member))
        .thenCompose(
            node -> {
              Ack there = node == null ? null : ack(node);
              if (node != null && there != null && id.equals(there.receiver())) {
                return CompletableFuture.<@Nullable Stat>completedFuture(node.stat());
              }
              if (node != null && there != null && there.state() == State.RECEIVED) {
                return died(posted, node);
              }
              return CompletableFuture.<@Nullable Stat>completedFuture(null);
            });
  }

  private @Nullable Ack ack(Node node) {
    try {
      return Ack.of(node.data());
    } catch (IOException e) {
      LOG.debug("{} finds something else as an acknowledgement", session.label(), e);
      return null;
    }
  }

  /** An earlier process of this member had received it, and is gone. */
  private CompletableFuture<@Nullable Stat> died(Posted posted, Node node) {
    Op set =
        requests.set(posted.ack(member), Ack.of(State.DIED, id).bytes(), node.stat().getVersion());
    return requests
        .multi(List.of(set))
        .<@Nullable Stat>thenApply(results -> null)
        .exceptionallyCompose(
            e ->
                Failures.connectionLost(e)
                    ? CompletableFuture.failedFuture(e)
                    : CompletableFuture.<@Nullable Stat>completedFuture(null));
  }

  /** One execution that has not begun. */
  private record Run(Posted posted, Handler handler) {}

  private void received(Posted posted, Stat receipt, @Nullable Handler handler) {
    session.metrics().count("zkwire.commands.received", 1);
    if (handler == null) {
      return;
    }
    if (posted.isLate(receipt.getCtime())) {
      end(posted, Ack.of(State.EXPIRED, id));
      return;
    }
    long left =
        TimeUnit.MILLISECONDS.toNanos(
            posted.order().ttl() - (receipt.getCtime() - posted.created()));
    long began = session.options().clock().nanoTime();
    Run run = new Run(posted, handler);
    waiting.add(run);
    handler.post(
        () -> {
          if (waiting.remove(run)) {
            boolean late = session.options().clock().nanoTime() - began > left;
            end(posted, late ? Ack.of(State.EXPIRED, id) : carriedOut(posted, handler));
          }
        });
    if (handlers.get(handler.command()) != handler && waiting.remove(run)) {
      end(posted, Ack.failed(id, "the binding of its object was closed before it ran"));
    }
  }

  @SuppressWarnings("CatchingUnchecked") // the application's method may throw anything
  private Ack carriedOut(Posted posted, Handler handler) {
    try {
      Object[] arguments = handler.arguments(posted.order().values());
      Object value = handler.call(arguments, session);
      return new Ack(State.DONE, id, Handler.result(value), null);
    } catch (Handler.Unfit e) {
      LOG.debug("{} refuses {}", session.label(), posted.path(), e);
      return Ack.failed(id, String.valueOf(e.getMessage()));
    } catch (Throwable e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      LOG.debug("{} {} threw", session.label(), handler.member(), e);
      String message = e.getMessage();
      return Ack.failed(id, e.getClass().getSimpleName() + (message == null ? "" : ": " + message));
    }
  }

  private void end(Posted posted, Ack ack) {
    session.metrics().count("zkwire.commands.ended", 1);
    State outcome = ack.state();
    if (outcome != null) {
      session.metrics().count("zkwire.commands." + outcome.name().toLowerCase(Locale.ROOT), 1);
    }
    outcomes.write(posted.ack(member), ack);
  }
}
