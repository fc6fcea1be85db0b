package io.zkwire.runtime.command;

import io.zkwire.Acknowledgement;
import io.zkwire.Acknowledgement.State;
import io.zkwire.ClusterView;
import io.zkwire.ErrorCode;
import io.zkwire.SentCommand;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.session.BulkReader;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.zookeeper.OpResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One command that was sent. Acknowledgements that come together are read together. Thread-safe.
 */
final class Sent implements SentCommand {

  private static final Logger LOG = LoggerFactory.getLogger(Sent.class);

  private final Session session;
  private final String path;
  private final String command;
  private final long deadline;
  private final ClusterView members;
  private final Consumer<Sent> ended;
  private final boolean toLeader;
  private final TreeMap<String, Acknowledged> acks = new TreeMap<>();
  private final Set<String> present = new HashSet<>();
  private final Set<String> dirty = new HashSet<>();
  private final CompletableFuture<Map<String, Acknowledgement>> outcome = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
  private volatile @Nullable ScheduledFuture<?> timer;
  private boolean reading;

  Sent(Session session, String path, Order order, ClusterView members, Consumer<Sent> ended) {
    this.session = session;
    this.path = path;
    this.command = order.command();
    this.members = members;
    this.ended = ended;
    this.toLeader = order.leader() != null;
    this.deadline =
        session.options().clock().nanoTime() + TimeUnit.MILLISECONDS.toNanos(order.ttl());
    if (order.to() != null) {
      order.to().forEach(member -> acks.put(member, Acknowledged.pending(member)));
    }
  }

  String path() {
    return path;
  }

  /** It is watched: looks what has come before that, and again at the deadline. */
  void begin() {
    membersChanged();
    load();
    long left = Math.max(0, deadline - session.options().clock().nanoTime());
    timer = session.later(this::atDeadline, left, TimeUnit.NANOSECONDS);
    if (outcome.isDone()) {
      cancel();
    }
  }

  @Override
  public String id() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public String command() {
    return command;
  }

  @Override
  public synchronized Set<String> addressees() {
    return Collections.unmodifiableSet(new TreeSet<>(acks.keySet()));
  }

  @Override
  public synchronized Map<String, Acknowledgement> acknowledgements() {
    return Collections.unmodifiableMap(new TreeMap<>(acks));
  }

  @Override
  public boolean settled() {
    return outcome.isDone();
  }

  @Override
  public Map<String, Acknowledgement> await() {
    long left = deadline - session.options().clock().nanoTime();
    long patience = session.options().connectTimeout().toNanos();
    return await(CompletableFuture.anyOf(outcome, over), Math.max(0, left) + patience);
  }

  @Override
  public Map<String, Acknowledgement> await(Duration atMost) {
    return await(outcome, atMost.toNanos());
  }

  private Map<String, Acknowledgement> await(CompletableFuture<?> what, long nanos) {
    try {
      what.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("{} {} is not settled", session.label(), path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ZkWireException(
          ErrorCode.SESSION_REQUEST,
          "interrupted while waiting for the answers to " + path,
          "The command was sent; ask for its acknowledgements later",
          e);
    }
    return acknowledgements();
  }

  @Override
  public CompletableFuture<Map<String, Acknowledgement>> outcome() {
    return outcome.copy();
  }

  @Override
  public void close() {
    over.complete(null);
    cancel();
    ended.accept(this);
  }

  /** Nobody waits for the deadline any more. */
  private void cancel() {
    ScheduledFuture<?> waiting = timer;
    if (waiting != null) {
      waiting.cancel(false);
    }
  }

  /** An acknowledgement has come, or is another one. */
  void changed(String member) {
    read(List.of(member));
  }

  /** Reads all that is there. */
  void load() {
    session
        .requests()
        .children(Posted.acks(path))
        .whenComplete(
            (listing, e) -> {
              if (listing != null) {
                read(listing.names());
              } else if (e != null && !Failures.connectionLost(e)) {
                LOG.warn("{} cannot list the answers to {}", session.label(), path, e);
              }
            });
  }

  private void read(Collection<String> names) {
    List<Look> looks;
    synchronized (this) {
      names.stream().filter(name -> toLeader || acks.containsKey(name)).forEach(dirty::add);
      if (reading || dirty.isEmpty() || outcome.isDone()) {
        return;
      }
      reading = true;
      looks = dirty.stream().map(Look::new).toList();
      dirty.clear();
    }
    session.bulk().read(looks).whenComplete((done, e) -> readOn());
  }

  private void readOn() {
    synchronized (this) {
      reading = false;
    }
    settle();
    read(List.of());
  }

  /** One acknowledgement is read. */
  private final class Look implements BulkReader.Item {
    private final String member;

    Look(String member) {
      this.member = member;
    }

    @Override
    public List<String> paths() {
      return List.of(Posted.acks(path) + "/" + member);
    }

    @Override
    public int knownBytes() {
      return -1;
    }

    @Override
    public void accept(List<OpResult> results) {
      if (results.get(0) instanceof OpResult.GetDataResult data) {
        seen(member, data.getData());
      }
    }

    @Override
    public void failed(Throwable e) {
      LOG.debug("{} cannot read an answer to {}", session.label(), path, e);
    }
  }

  private synchronized void seen(String member, byte[] data) {
    try {
      Ack ack = Ack.of(data);
      State state = ack.state();
      if (state != null && state != State.PENDING) {
        String error = ack.error() == null ? "" : Names.printable(ack.error());
        String json =
            ack.result() == null || ack.result().isNull() ? null : ack.result().toString();
        acks.put(member, new Acknowledged(member, state, error, json));
      }
      if (state == State.RECEIVED && present.contains(member) && isGone(member)) {
        acks.put(member, new Acknowledged(member, State.DIED, "", null));
      }
    } catch (IOException e) {
      LOG.warn("{} cannot read the answer of {} to {}", session.label(), member, path, e);
    }
  }

  private boolean isGone(String member) {
    return !members.stale() && members.find(member).isEmpty();
  }

  /** Members came or went: who has received it and is gone is asked once more, then has died. */
  void membersChanged() {
    List<String> suspects;
    synchronized (this) {
      members.all().forEach(member -> present.add(member.id()));
      suspects =
          acks.values().stream()
              .filter(ack -> ack.state() == State.RECEIVED)
              .map(Acknowledged::member)
              .filter(this::isGone)
              .toList();
    }
    if (!suspects.isEmpty()) {
      read(suspects);
    }
  }

  private void atDeadline() {
    session
        .requests()
        .children(Posted.acks(path))
        .thenCompose(
            listing ->
                session
                    .bulk()
                    .read(
                        (listing == null ? List.<String>of() : listing.names())
                            .stream()
                                .filter(name -> toLeader || acknowledgements().containsKey(name))
                                .map(Look::new)
                                .toList()))
        .whenComplete((done, e) -> expire());
  }

  private void expire() {
    synchronized (this) {
      acks.replaceAll((member, ack) -> ack.state() == State.PENDING ? ack.in(State.EXPIRED) : ack);
    }
    settle();
    over.complete(null);
  }

  private void settle() {
    Map<String, Acknowledgement> all;
    synchronized (this) {
      long left = deadline - session.options().clock().nanoTime();
      boolean finished = acks.values().stream().allMatch(ack -> ack.state().isFinal());
      if (!finished || (acks.isEmpty() && left > 0)) {
        return;
      }
      all = acknowledgements();
    }
    if (outcome.complete(all)) {
      cancel();
      ended.accept(this);
    }
  }
}
