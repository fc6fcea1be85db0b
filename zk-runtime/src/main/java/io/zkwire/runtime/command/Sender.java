package io.zkwire.runtime.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.ClusterView;
import io.zkwire.CommandOrder;
import io.zkwire.Commands;
import io.zkwire.ErrorCode;
import io.zkwire.Member;
import io.zkwire.OutcomeUnknownException;
import io.zkwire.SentCommand;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.config.Json;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Limits;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Ranges;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/** One handle of a channel, for sending. Thread-safe. */
final class Sender implements Commands {

  private static final long DEFAULT_MILLIS = 30_000;
  private static final int MOST_TRIES = 3;
  private static final int LARGEST = Limits.NODE - 1_024;

  /** Members list a channel as a whole: so many names stay far below what a client accepts. */
  static final int MOST_OPEN = 10_000;

  private final Session session;
  private final String channel;
  private final ClusterView members;
  private final AckWatch watch;
  private final Cleaner cleaner;
  private final Set<Sent> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Consumer<Sender> closer;
  private volatile int standing; // commands of the channel, as far as is known

  Sender(
      Session session,
      String channel,
      ClusterView members,
      AckWatch watch,
      Cleaner cleaner,
      Consumer<Sender> closer) {
    this.session = session;
    this.channel = channel;
    this.members = members;
    this.watch = watch;
    this.cleaner = cleaner;
    this.closer = closer;
    members.onChange(change -> open.forEach(Sent::membersChanged));
  }

  @Override
  public String channel() {
    return channel;
  }

  @Override
  public CommandOrder toAll() {
    return new Sending(null, null, DEFAULT_MILLIS);
  }

  @Override
  public CommandOrder to(Collection<String> some) {
    TreeSet<String> ids = new TreeSet<>();
    some.forEach(id -> ids.add(Names.segment("member", id)));
    if (ids.isEmpty()) {
      throw refused("a command for no member at all", "Name one, or send it to all", null);
    }
    return new Sending(List.copyOf(ids), null, DEFAULT_MILLIS);
  }

  @Override
  public CommandOrder to(String member) {
    return to(List.of(member));
  }

  @Override
  public CommandOrder toLeader(String role) {
    return new Sending(null, Names.segment("role", role), DEFAULT_MILLIS);
  }

  /** A command about to be sent; {@code to} is null for all, or where a leader is meant. */
  private final class Sending implements CommandOrder {
    private final @Nullable List<String> to;
    private final @Nullable String leader;
    private final long ttl;

    Sending(@Nullable List<String> to, @Nullable String leader, long ttl) {
      this.to = to;
      this.leader = leader;
      this.ttl = ttl;
    }

    @Override
    public CommandOrder within(Duration deadline) {
      Duration most = Duration.ofMillis(Order.LONGEST);
      Ranges.within("deadline", deadline, Duration.ofMillis(1), most);
      return new Sending(to, leader, deadline.toMillis());
    }

    @Override
    public SentCommand send(String command, Object... arguments) {
      requireOpen();
      List<String> addressees = to != null || leader != null ? to : everybody();
      Order order =
          new Order(
              Names.segment("command", command),
              session.id(),
              addressees,
              leader,
              json(command, arguments),
              ttl);
      return Sender.this.send(order);
    }
  }

  private void requireOpen() {
    session.requireOpen();
    if (closed.get()) {
      throw refused("this handle of '" + channel + "' is closed", "Use it before close()", null);
    }
  }

  private List<String> everybody() {
    List<String> ids = members.all().stream().map(Member::id).toList();
    if (ids.isEmpty()) {
      throw refused(
          "nobody is in the group '" + channel + "'",
          "Send it when members are there, or name them",
          null);
    }
    return ids;
  }

  private static List<JsonNode> json(String command, Object[] arguments) {
    if (arguments.length > Order.MOST_ARGUMENTS) {
      throw refused(
          "'" + command + "' has " + arguments.length + " arguments",
          "Send at most " + Order.MOST_ARGUMENTS,
          null);
    }
    List<JsonNode> out = new ArrayList<>();
    for (Object argument : arguments) {
      if (argument == null) {
        throw refused("an argument of '" + command + "' is null", "Send a value", null);
      }
      try {
        out.add(Json.MAPPER.valueToTree(argument));
      } catch (IllegalArgumentException e) {
        throw refused(
            "an argument of '" + command + "' cannot be written as JSON: " + e.getMessage(),
            "Send scalars, records and collections of them",
            e);
      }
    }
    return out;
  }

  private static ZkWireException refused(String problem, String mend, @Nullable Throwable cause) {
    return new ZkWireException(ErrorCode.COMMAND_REFUSED, problem, mend, cause);
  }

  private SentCommand send(Order order) {
    byte[] data = order.bytes();
    if (data.length > LARGEST) {
      throw refused(
          "'" + order.command() + "' has " + data.length + " bytes with all its addressees",
          "Send at most " + LARGEST + "; publish where large data lies, not the data",
          null);
    }
    requireRoom();
    String path = create(data);
    session.requests().stat(Posted.channel(channel), null).thenAccept(this::count);
    session.metrics().count("zkwire.commands.sent", 1);
    Sent sent = new Sent(session, path, order, members, this::ended);
    open.add(sent);
    watch.add(sent);
    session.requests().createNode(Posted.acks(path), null, CreateMode.PERSISTENT);
    sent.begin();
    cleaner.later(path, order.ttl());
    return sent;
  }

  /**
   * Commands are taken away soon after their deadlines: they are counted again before a refusal.
   */
  private void requireRoom() {
    String root = Posted.channel(channel);
    if (standing >= MOST_OPEN) {
      session
          .blocking()
          .call(() -> session.requests().stat(root, null).thenAccept(this::count), "count", root);
    }
    if (standing >= MOST_OPEN) {
      throw refused(
          "in '" + channel + "' " + standing + " commands stand, of at most " + MOST_OPEN,
          "Wait: they go commandRetention after their deadlines, so shorten these, or send fewer",
          null);
    }
  }

  private void count(@Nullable Stat root) {
    standing = root == null ? 0 : root.getNumChildren();
  }

  /**
   * The name has a part that nobody else has, by which it is found if the answer is lost. If it is
   * not there once the client is connected again and has synchronised, it will not come any more: a
   * server passes on nothing for a connection that the session has left. So it is sent again.
   */
  private String create(byte[] data) {
    String prefix = Posted.channel(channel) + "/" + Posted.PREFIX + ownPart() + "-";
    ZkWireException lost = null;
    for (int i = 0; i < MOST_TRIES; i++) {
      try {
        return session.blocking().await(create(prefix, data), "create", prefix);
      } catch (ZkWireException e) {
        if (!isUnknown(e.getCause())) {
          throw e;
        }
        lost = e;
      }
      String found = find(prefix, lost);
      if (found != null) {
        return found;
      }
    }
    throw unknown(lost);
  }

  /** Whether a failure leaves open whether the command arrived. */
  private static boolean isUnknown(@Nullable Throwable cause) {
    return cause instanceof TimeoutException
        || cause instanceof InterruptedException
        || (cause != null && Failures.connectionLost(cause));
  }

  private OutcomeUnknownException unknown(@Nullable ZkWireException lost) {
    return new OutcomeUnknownException(
        Posted.channel(channel),
        "there was no answer when a command was sent, and it could not be found out whether it"
            + " arrived",
        "Look at the channel, or send it again if its methods bear that",
        lost);
  }

  private static String ownPart() {
    return UUID.randomUUID().toString().substring(24);
  }

  private CompletableFuture<String> create(String prefix, byte[] data) {
    Requests requests = session.requests();
    return requests
        .createSequential(prefix, data, CreateMode.PERSISTENT_SEQUENTIAL)
        .exceptionallyCompose(
            e ->
                Failures.unwrap(e) instanceof KeeperException k && k.code() == Code.NONODE
                    ? requests
                        .ensure(Posted.channel(channel))
                        .thenCompose(
                            done ->
                                requests.createSequential(
                                    prefix, data, CreateMode.PERSISTENT_SEQUENTIAL))
                    : CompletableFuture.failedFuture(e))
        .thenApply(Requests.Created::path);
  }

  /** The command, if it arrived; null if it did not, and will not. */
  private @Nullable String find(String prefix, ZkWireException lost) {
    String root = Posted.channel(channel);
    Requests requests = session.requests();
    session.awaitConnected(session.options().connectTimeout().toMillis());
    try {
      Listing listing =
          session
              .blocking()
              .call(
                  () -> requests.sync(root).thenCompose(done -> requests.children(root)),
                  "list",
                  root);
      List<String> names = listing == null ? List.of() : listing.names();
      return names.stream()
          .map(name -> root + "/" + name)
          .filter(path -> path.startsWith(prefix))
          .findFirst()
          .orElse(null);
    } catch (ZkWireException e) {
      lost.addSuppressed(e);
      throw unknown(lost);
    }
  }

  private void ended(Sent sent) {
    open.remove(sent);
    watch.remove(sent);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      List.copyOf(open).forEach(Sent::close);
      members.close();
      closer.accept(this);
    }
  }
}
