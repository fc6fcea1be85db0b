package io.zkwire.runtime.command;

import io.zkwire.Acknowledgement;
import io.zkwire.ClusterView;
import io.zkwire.ErrorCode;
import io.zkwire.SentCommand;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.session.BulkReader;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Session;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * One command that was sent. Acknowledgements that come together are read together. It is over when
 * each addressee has come to an end, or when the command is gone from ZooKeeper. Thread-safe.
 */
final class Sent implements SentCommand {

  private static final Logger LOG = LoggerFactory.getLogger(Sent.class);
  private static final long SLACK_SECONDS = 15;

  private final Session session;
  private final String path;
  private final String command;
  private final long deadline;
  private final Consumer<Sent> ended;
  private final @Nullable String role;
  private final Answers answers;
  private final Expiry expiry;
  private final Set<String> dirty = new HashSet<>();
  private final CompletableFuture<Map<String, Acknowledgement>> outcome = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
  private volatile @Nullable ScheduledFuture<?> timer;
  private boolean reading;
  private boolean expiring;
  private boolean late;

  Sent(Session session, String path, Order order, ClusterView members, Consumer<Sent> ended) {
    this.session = session;
    this.path = path;
    this.command = order.command();
    this.ended = ended;
    this.role = order.leader();
    this.answers = new Answers(session, members, path, order);
    this.expiry = new Expiry(session, path);
    this.deadline =
        session.options().clock().nanoTime() + TimeUnit.MILLISECONDS.toNanos(order.ttl());
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
  public Set<String> addressees() {
    return answers.all().keySet();
  }

  @Override
  public Map<String, Acknowledgement> acknowledgements() {
    return answers.all();
  }

  @Override
  public boolean settled() {
    return answers.isOver();
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
    outcome.completeExceptionally(
        new ZkWireException(
            ErrorCode.SESSION_CLOSED,
            "the handle of " + path + " was closed before each addressee had come to an end",
            "Close it when the outcome is known; the command is carried out all the same",
            null));
    end();
  }

  /** Nobody looks any more. */
  private void end() {
    over.complete(null);
    cancel();
    ended.accept(this);
  }

  private void cancel() {
    ScheduledFuture<?> waiting = timer;
    if (waiting != null) {
      waiting.cancel(false);
    }
  }

  /** The command is gone, or has been there for so long that nobody will tell more of it. */
  private void giveUp() {
    outcome.complete(acknowledgements());
    end();
  }

  /** An acknowledgement has come, or is another one. */
  void changed(String member) {
    read(List.of(member));
  }

  /** The connection is there: what has come meanwhile is read, and the deadline caught up with. */
  void connected() {
    load();
    boolean passed;
    synchronized (this) {
      passed = late;
    }
    if (passed) {
      atDeadline();
    }
  }

  /** Reads all that is there. */
  void load() {
    session
        .requests()
        .children(Posted.acks(path))
        .thenCompose(
            listing -> {
              if (listing != null) {
                read(listing.names());
                return CompletableFuture.completedFuture(true);
              }
              return expiry.there();
            })
        .whenComplete(
            (there, e) -> {
              if (Boolean.FALSE.equals(there)) {
                giveUp();
              } else if (e != null && !Failures.connectionLost(e)) {
                LOG.warn("{} cannot list the answers to {}", session.label(), path, e);
              }
            });
  }

  private void read(Collection<String> names) {
    List<Look> looks;
    synchronized (this) {
      names.stream().filter(answers::expects).forEach(dirty::add);
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

  /** Who received it and is not there may be shown late: asked again after a session timeout. */
  private void seen(String member, byte[] data) {
    if (answers.seen(member, data)) {
      long timeout = session.negotiatedTimeout().toMillis();
      session.later(() -> suspected(member), timeout, TimeUnit.MILLISECONDS);
    }
  }

  private void suspected(String member) {
    answers.suspect(member);
    read(List.of(member));
  }

  /** Members came or went: who has received it and is gone is asked once more, then has died. */
  void membersChanged() {
    List<String> suspects = answers.membersChanged();
    if (!suspects.isEmpty()) {
      read(suspects);
    }
  }

  /** Who has not written a receipt by now will not: that is written, and thereby so. */
  private void atDeadline() {
    synchronized (this) {
      late = true;
      if (expiring || outcome.isDone()) {
        return;
      }
      expiring = true;
    }
    (role == null ? expiry.of(answers.pending(), this::seen) : expireRole(role))
        .whenComplete(this::expired);
  }

  private CompletableFuture<Boolean> expireRole(String of) {
    return expiry
        .ofRole()
        .thenCompose(there -> there ? takers(of) : CompletableFuture.completedFuture(false));
  }

  private CompletableFuture<Boolean> takers(String of) {
    return session
        .requests()
        .children(Posted.acks(path))
        .thenCompose(
            listing -> {
              List<String> names = listing == null ? List.of() : listing.names();
              if (names.isEmpty()) {
                answers.expired(of);
              }
              return session.bulk().read(names.stream().map(Look::new).toList());
            })
        .thenApply(done -> true);
  }

  private void expired(@Nullable Boolean there, @Nullable Throwable e) {
    synchronized (this) {
      expiring = false;
    }
    if (e != null && !Failures.connectionLost(e)) {
      LOG.warn("{} cannot find out what became of {}", session.label(), path, e);
    }
    if (Boolean.FALSE.equals(there)) {
      giveUp();
      return;
    }
    settle();
    over.complete(null);
    if (e == null && !outcome.isDone()) {
      long keep = session.options().commandRetention().toSeconds() + SLACK_SECONDS;
      timer = session.later(this::giveUp, keep, TimeUnit.SECONDS);
    }
  }

  private void settle() {
    if (answers.isOver() && outcome.complete(acknowledgements())) {
      end();
    }
  }
}
