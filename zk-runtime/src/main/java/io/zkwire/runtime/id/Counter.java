package io.zkwire.runtime.id;

import io.zkwire.IdException;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A number that only rises, moved by compare-and-set. It stands in two nodes, which are written in
 * one transaction: {@code /ids/<type>/counter}, and {@code /zkwire/ids/<type>}, which remembers it
 * when somebody deletes the first. Whatever this process knows to be taken, by itself or by others,
 * is remembered here, too: a counter below that is refused. Thread-safe.
 */
final class Counter {

  private static final Logger LOG = LoggerFactory.getLogger(Counter.class);
  private static final long FIRST = 1;

  private final Session session;
  private final Gate gate;
  private final String path;
  private final String memory;
  private final AtomicLong taken = new AtomicLong();
  private volatile boolean raise;

  Counter(Gate gate) {
    this.session = gate.session();
    this.gate = gate;
    this.path = gate.root() + "/counter";
    this.memory = gate.memory();
  }

  /** A word by which one write is known. */
  static String token() {
    return UUID.randomUUID().toString();
  }

  /**
   * An operator has confirmed the ensemble: a counter that is too low is raised, once. Whether it
   * is, is asked now: nobody has confirmed what becomes too low later.
   */
  void confirmed() {
    raise = taken.get() > 0;
    if (raise) {
      read().exceptionally(this::unread);
    }
  }

  private @Nullable Stored unread(Throwable e) {
    LOG.debug("the counter of '{}' is read when it is needed", gate.type(), e);
    return null;
  }

  /**
   * Reads how far it is; creates it where there is none, and completes it where one of its nodes is
   * gone.
   */
  CompletableFuture<Stored> read() {
    return read(0);
  }

  private CompletableFuture<Stored> read(int attempts) {
    Requests requests = session.requests();
    return requests
        .sync(gate.root())
        .thenCompose(
            synced ->
                requests.multi(
                    List.of(Op.getData(requests.real(path)), Op.getData(requests.real(memory)))))
        .thenCompose(found -> found(found, attempts));
  }

  private CompletableFuture<Stored> found(List<OpResult> results, int attempts) {
    Stored counter;
    Stored remembered;
    try {
      counter = parse(results.get(0), path);
      remembered = parse(results.get(1), memory);
    } catch (IdException e) {
      return CompletableFuture.failedFuture(e);
    }
    if (counter == null || remembered == null) {
      return attempts < 5
          ? complete(counter, remembered).thenCompose(made -> read(attempts + 1))
          : CompletableFuture.failedFuture(
              Refusals.back(gate.type(), "its counter is deleted as often as it is created"));
    }
    Stored higher = counter.next() >= remembered.next() ? counter : remembered;
    long known = taken.get();
    if (higher.next() >= known) {
      raise = false;
    } else if (!raise) {
      return CompletableFuture.failedFuture(tooLow(higher.next()));
    }
    taken.accumulateAndGet(higher.next(), Math::max);
    return CompletableFuture.completedFuture(
        new Stored(
            Math.max(higher.next(), known),
            higher.token(),
            counter.version(),
            remembered.memoryVersion()));
  }

  private IdException tooLow(long found) {
    return Refusals.back(
        gate.type(),
        "its counter "
            + session.requests().real(path)
            + " is at "
            + found
            + ", and this process knows of numbers up to "
            + (taken.get() - 1));
  }

  private @Nullable Stored parse(OpResult result, String from) {
    if (result instanceof OpResult.GetDataResult data) {
      Stored read = Stored.parse(data.getData());
      if (read == null) {
        throw Refusals.back(
            gate.type(), session.requests().real(from) + " does not hold a counter");
      }
      int version = data.getStat().getVersion();
      return new Stored(read.next(), read.token(), version, version);
    }
    Code code = Requests.errorOf(result);
    if (code == Code.NONODE) {
      return null;
    }
    throw Failures.denied(code)
        ? Failures.denied(session.requests().real(from), "READ")
        : Refusals.back(gate.type(), "cannot read " + session.requests().real(from) + ": " + code);
  }

  /** Creates what is missing, from what is there. */
  private CompletableFuture<?> complete(@Nullable Stored counter, @Nullable Stored remembered) {
    Requests requests = session.requests();
    if (counter == null && remembered == null && taken.get() > 0 && !raise) {
      return CompletableFuture.failedFuture(tooLow(0));
    }
    Stored there = counter != null ? counter : remembered;
    byte[] data =
        there != null
            ? Stored.bytes(there.next(), there.token())
            : Stored.bytes(Math.max(FIRST, taken.get()), token());
    List<Op> ops = new ArrayList<>();
    ops.add(
        counter == null
            ? requests.create(path, data, CreateMode.PERSISTENT)
            : requests.set(path, data, counter.version()));
    ops.add(
        remembered == null
            ? requests.create(memory, data, CreateMode.PERSISTENT)
            : requests.set(memory, data, remembered.memoryVersion()));
    return CompletableFuture.allOf(requests.ensure(gate.root()), requests.ensure("/zkwire/ids"))
        .thenCompose(parents -> requests.multi(ops))
        .<@Nullable Void>thenApply(made -> null)
        .exceptionallyCompose(
            e ->
                Conflict.isOne(e)
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(Failures.unwrap(e)));
  }

  /**
   * Moves it, if it is where it is expected to be.
   *
   * @param from where it is
   * @param next where it shall be, further on
   * @param token a word that nobody writes twice
   * @param with what else is done in the same transaction, or null
   * @return where it is now; fails with {@link Conflict} if it was not there
   */
  CompletableFuture<Stored> move(Stored from, long next, String token, @Nullable Op with) {
    Requests requests = session.requests();
    byte[] data = Stored.bytes(next, token);
    List<Op> ops = new ArrayList<>();
    ops.add(requests.set(path, data, from.version()));
    ops.add(requests.set(memory, data, from.memoryVersion()));
    if (with != null) {
      ops.add(with);
    }
    return requests
        .multi(ops)
        .thenApply(results -> moved(next, token, results))
        .exceptionallyCompose(
            e ->
                CompletableFuture.failedFuture(
                    Conflict.isOne(e) ? new Conflict(e) : Failures.unwrap(e)));
  }

  private Stored moved(long next, String token, List<OpResult> results) {
    int[] versions = new int[2];
    for (int i = 0; i < 2; i++) {
      if (results.get(i) instanceof OpResult.SetDataResult set) {
        versions[i] = set.getStat().getVersion();
      }
    }
    gate.requireRight(); // a transaction number that went back shows another ensemble
    if (!gate.looked()) { // whoever moves it has looked before; a new session has come meanwhile
      throw new CompletionException(new Conflict(new IllegalStateException("a new session")));
    }
    raise = false;
    taken.accumulateAndGet(next, Math::max);
    return new Stored(next, token, versions[0], versions[1]);
  }
}
