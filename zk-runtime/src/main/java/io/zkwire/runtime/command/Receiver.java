package io.zkwire.runtime.command;

import io.zkwire.Acknowledgement.State;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Session;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member that receives the commands of a channel, while its own node stands: so what another
 * process has received as this member is a dead one's. It writes the receipt of a command, and only
 * when that stands, hands it to the method: so each command runs at most once for a member, and the
 * receipt of an earlier process of the same member says that it was its turn. What must wait keeps
 * its place. Thread-safe.
 */
final class Receiver {

  private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

  /** How long a command waits for an object that carries it out: objects are bound one by one. */
  private static final long UNKNOWN_SECONDS = 5;

  private static final long RETRY_SECONDS = 1;
  private static final AtomicLong NUMBER = new AtomicLong();

  private final Session session;
  private final String member;
  private final BooleanSupplier stands;
  private final Predicate<String> leads;
  private final Outcomes outcomes;
  private final Receipts receipts;
  private final Map<String, Handler> promised = new ConcurrentHashMap<>();
  private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
  private final TreeSet<Posted> queue =
      new TreeSet<>(Comparator.comparingLong(Posted::czxid).thenComparing(Posted::name));
  private final Set<Run> waiting = ConcurrentHashMap.newKeySet();
  private final Set<String> taken = new HashSet<>();
  private boolean busy;
  private boolean ticking;
  private boolean closed;

  /**
   * A member that receives nothing yet.
   *
   * @param session the session
   * @param member its id
   * @param stands whether its node stands now, made by this session
   * @param leads whether this process leads a role
   * @param outcomes writes how commands ended
   */
  Receiver(
      Session session,
      String member,
      BooleanSupplier stands,
      Predicate<String> leads,
      Outcomes outcomes) {
    this.session = session;
    this.member = member;
    this.stands = stands;
    this.leads = leads;
    this.outcomes = outcomes;
    this.receipts = new Receipts(session, member, NUMBER.incrementAndGet());
  }

  String member() {
    return member;
  }

  /**
   * Adds a method, which is called from {@link #begin} on.
   *
   * @return whether it was added; not if another one carries out the same command
   */
  boolean add(Handler handler) {
    return promised.putIfAbsent(handler.command(), handler) == null;
  }

  /** Methods of one object are called from now on, all of them from the same command on. */
  void begin(Collection<Handler> all) {
    synchronized (this) {
      all.forEach(handler -> handlers.put(handler.command(), handler));
    }
    next();
  }

  /** Takes a method away; what it has not begun it will not. */
  void remove(Handler handler) {
    promised.remove(handler.command(), handler);
    handlers.remove(handler.command(), handler);
    for (Run run : List.copyOf(waiting)) {
      if (run.handler() == handler && waiting.remove(run)) {
        end(run.posted(), closedBefore());
      }
    }
  }

  private Ack closedBefore() {
    return Ack.failed(receipts.id(), "the binding of its object was closed before it ran");
  }

  boolean isIdle() {
    return promised.isEmpty();
  }

  synchronized void close() {
    closed = true;
    queue.clear();
  }

  /** A command that stands in the channel. */
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
  }

  /** Takes what can be taken now: also when the member stands, or the connection is back. */
  void next() {
    if (!stands.getAsBoolean()) {
      return;
    }
    Posted posted = poll();
    if (posted != null) {
      acknowledge(posted);
    }
  }

  /** The first one that can be carried out, or be refused, now; what must wait keeps its place. */
  private synchronized @Nullable Posted poll() {
    if (busy) {
      return null;
    }
    Map<String, Boolean> roles = new HashMap<>();
    boolean later = false;
    for (Iterator<Posted> all = queue.iterator(); all.hasNext(); ) {
      Posted posted = all.next();
      String role = posted.order().leader();
      if (isPatient(posted)) {
        later = true;
      } else if (role == null || roles.computeIfAbsent(role, leads::test)) {
        all.remove();
        busy = true;
        return posted;
      } else if (posted.isOver(session.options().clock().nanoTime())) {
        all.remove();
      } else { // for the leader, which is another one now: that may change before the deadline
        later = true;
      }
    }
    if (later && !ticking) {
      ticking = session.later(this::tick, RETRY_SECONDS, TimeUnit.SECONDS) != null;
    }
    return null;
  }

  private void tick() {
    synchronized (this) {
      ticking = false;
    }
    next();
  }

  /** Whether a method may come yet that carries it out. */
  private boolean isPatient(Posted posted) {
    String command = posted.order().command();
    if (handlers.containsKey(command)) {
      return false;
    }
    long waited = session.options().clock().nanoTime() - posted.seen();
    return promised.containsKey(command) || waited < TimeUnit.SECONDS.toNanos(UNKNOWN_SECONDS);
  }

  private String unknownCommand(Posted posted) {
    return "the member knows no command '"
        + posted.order().shown()
        + "'; it knows "
        + handlers.keySet().stream().sorted().toList();
  }

  /** The turn of the next one. */
  private void over() {
    synchronized (this) {
      busy = false;
    }
    next();
  }

  /** Writes what the member makes of it; then runs it, if there is a method for it. */
  private void acknowledge(Posted posted) {
    Handler handler = handlers.get(posted.order().command());
    Ack ack =
        handler == null
            ? Ack.failed(receipts.id(), unknownCommand(posted))
            : Ack.of(State.RECEIVED, receipts.id());
    long sent = session.options().clock().nanoTime();
    receipts
        .create(posted, ack)
        .whenComplete(
            (stat, e) -> {
              if (e == null && stat != null) {
                received(posted, stat, sent, handler);
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
      busy = false;
      if (closed || !taken.contains(posted.name())) {
        return;
      }
      queue.add(posted);
    }
    session.later(this::next, RETRY_SECONDS, TimeUnit.SECONDS);
  }

  /** One execution that has not begun. */
  private record Run(Posted posted, Handler handler) {}

  /** The receipt stands; the servers wrote it not before the request was {@code sent}. */
  private void received(Posted posted, Stat receipt, long sent, @Nullable Handler handler) {
    session.metrics().count("zkwire.commands.received", 1);
    if (handler == null) {
      return;
    }
    if (posted.isLate(receipt.getMtime())) {
      end(posted, Ack.of(State.EXPIRED, receipts.id()));
      return;
    }
    long left =
        TimeUnit.MILLISECONDS.toNanos(
            posted.order().ttl() - (receipt.getMtime() - posted.created()));
    Run run = new Run(posted, handler);
    waiting.add(run);
    handler.post(
        () -> {
          if (waiting.remove(run)) {
            boolean late = session.options().clock().nanoTime() - sent > left;
            end(posted, late ? Ack.of(State.EXPIRED, receipts.id()) : carriedOut(posted, handler));
          }
        });
    if (handlers.get(handler.command()) != handler && waiting.remove(run)) {
      end(posted, closedBefore());
    }
  }

  @SuppressWarnings("CatchingUnchecked") // the application's method may throw anything
  private Ack carriedOut(Posted posted, Handler handler) {
    String id = receipts.id();
    try {
      Object[] arguments = handler.arguments(posted.order().values());
      Object value = handler.call(arguments, session);
      Ack done = new Ack(State.DONE, id, Handler.result(value), null);
      return readable(done) ? done : Ack.failed(id, "the result is nested too deeply");
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

  /** Whether its sender will be able to read it. */
  private boolean readable(Ack ack) {
    try {
      return Ack.of(ack.bytes()).state() == ack.state();
    } catch (IOException e) {
      LOG.debug("{} has a result that nobody can read", session.label(), e);
      return false;
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
