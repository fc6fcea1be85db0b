package io.zkwire.runtime.session;

import io.zkwire.ErrorCode;
import io.zkwire.ZkConnectException;
import io.zkwire.runtime.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every session looks at first: the version of the layout and the generation of the ensemble.
 * Thread-safe.
 *
 * <p>The generation is a UUID, created once. Another one than before, or a transaction number that
 * went back, means that the data is not the continuation of what this process knew: the ensemble
 * was wiped or restored. Then values stay as they are until an operator confirms.
 *
 * <p>Every answer that shows a transaction is remembered. A write is compared with what had been
 * seen <em>before it was sent</em>: it was made later, so its number is higher, whatever order
 * answers come in and however far behind the server is that is read from. What was sent before a
 * confirmation says nothing afterwards.
 */
public final class Bootstrap {

  static final String LAYOUT = "1";
  private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);
  private static final String ROOT = "/zkwire";
  private static final String VERSION = ROOT + "/version";
  private static final String GENERATION = ROOT + "/generation";
  private static final long STORE_SECONDS = 10;

  private final Session session;
  private final Memory memory;
  private final AtomicReference<Seen> newest;
  private final AtomicBoolean storing = new AtomicBoolean();
  private final List<Runnable> shutListeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable String known;
  private volatile @Nullable String found;
  private volatile boolean wentBack;
  private volatile boolean looked;
  private volatile boolean done;
  private volatile long lookedAt;

  Bootstrap(Session session) {
    this.session = session;
    this.memory = new Memory(session.options().snapshots());
    this.known = memory.load();
    this.newest = new AtomicReference<>(new Seen(memory.zxid(), 0));
  }

  /**
   * How far the ensemble was known to be at a moment. Immutable.
   *
   * @param zxid the highest transaction number that was seen; 0 for none
   * @param confirmations how often an operator had confirmed the ensemble
   */
  record Seen(long zxid, int confirmations) {}

  /**
   * Looks at the ensemble; creates what is missing there.
   *
   * @param sessionId the number of the session that has begun
   */
  CompletableFuture<@Nullable Void> run(long sessionId) {
    done = false;
    return read().thenCompose(this::check).thenAccept(checked -> lookedAt = sessionId);
  }

  /** Whether the last session that was told of has been looked at. */
  public boolean done() {
    return done;
  }

  /**
   * Whether the session that requests are sent by has been looked at: not so when it is a new one
   * that nobody has been told of yet. What it answers may be of another ensemble.
   */
  public boolean looked() {
    long present = session.sessionId();
    return done && present != 0 && present == lookedAt;
  }

  /** Whether the ensemble is another one than before, and nobody has confirmed it yet. */
  public boolean generationChanged() {
    return wentBack || (known != null && found != null && !known.equals(found));
  }

  /** Takes the ensemble for the right one from now on. */
  public void confirm() {
    synchronized (this) {
      known = found;
      wentBack = false;
      newest.updateAndGet(before -> new Seen(0, before.confirmations() + 1));
    }
    store();
    session.problems().clear("generation");
  }

  /** Is told, on a thread of ZooKeeper, whenever the ensemble turns out to be another one. */
  public void whenShut(Runnable listener) {
    shutListeners.add(listener);
  }

  /** What is known now; to be taken before a request is sent. */
  Seen seen() {
    return Objects.requireNonNull(newest.get()); // there always is one
  }

  /**
   * Remembers what a read has shown.
   *
   * @param before what was known when it was sent
   * @param zxid the newest transaction in its answer, 0 for none
   */
  void saw(Seen before, long zxid) {
    if (zxid > seen().zxid()) {
      newest.updateAndGet(
          now ->
              zxid > now.zxid() && now.confirmations() == before.confirmations()
                  ? new Seen(zxid, now.confirmations())
                  : now);
      storeLater();
    }
  }

  /**
   * Compares a write with what was known before, and remembers it.
   *
   * @param before what was known when it was sent
   * @param zxid the transaction that it made, 0 where its answer does not tell
   */
  void made(Seen before, long zxid) {
    if (zxid == 0 || zxid > before.zxid()) {
      saw(before, zxid);
    } else if (goesBack(before)) {
      report(
          "its transactions have gone back from "
              + Long.toHexString(before.zxid())
              + " to "
              + Long.toHexString(zxid));
    }
  }

  private synchronized boolean goesBack(Seen before) {
    if (before.confirmations() != seen().confirmations() || generationChanged()) {
      return false;
    }
    wentBack = true;
    return true;
  }

  private void storeLater() {
    if (memory.kept() && storing.compareAndSet(false, true)) {
      Runnable soon =
          () -> {
            storing.set(false);
            session.background(this::store);
          };
      if (session.later(soon, STORE_SECONDS, TimeUnit.SECONDS) == null) {
        storing.set(false);
      }
    }
  }

  /** Keeps what is known, for the next start. Writes a file. */
  void store() {
    synchronized (memory) { // the last one who writes has read last
      memory.save(known, seen().zxid());
    }
  }

  private CompletableFuture<List<OpResult>> read() {
    Requests requests = session.requests();
    return requests.multi(
        List.of(Op.getData(requests.real(VERSION)), Op.getData(requests.real(GENERATION))));
  }

  private CompletableFuture<@Nullable Void> check(List<OpResult> results) {
    String version = text(results.get(0), VERSION);
    String generation = text(results.get(1), GENERATION);
    if (version == null || generation == null) {
      return create().thenCompose(created -> read()).thenAccept(this::accept);
    }
    accept(results);
    return CompletableFuture.completedFuture(null);
  }

  private CompletableFuture<@Nullable Void> create() {
    Requests requests = session.requests();
    return CompletableFuture.allOf(
            requests.ensure(ROOT + "/instances"),
            requests.ensure(ROOT + "/manifests"),
            requests.ensure("/config"))
        .thenCompose(there -> createUnlessThere(VERSION, LAYOUT))
        .thenCompose(there -> createUnlessThere(GENERATION, UUID.randomUUID().toString()));
  }

  /** Its answer tells no transaction: nothing is compared before the generation is known. */
  private CompletableFuture<@Nullable Void> createUnlessThere(String path, String content) {
    byte[] data = content.getBytes(StandardCharsets.UTF_8);
    Requests requests = session.requests();
    return requests
        .multi(List.of(requests.create(path, data, CreateMode.PERSISTENT)))
        .handle((results, e) -> unlessThere(e));
  }

  static @Nullable Void unlessThere(@Nullable Throwable e) {
    Throwable inner = e == null ? null : Failures.unwrap(e);
    Throwable reason = inner instanceof MultiFailed multi ? multi.reason() : inner;
    if (e != null && !(reason instanceof KeeperException k && k.code() == Code.NODEEXISTS)) {
      throw new java.util.concurrent.CompletionException(e);
    }
    return null;
  }

  private void accept(List<OpResult> results) {
    String version = text(results.get(0), VERSION);
    if (!LAYOUT.equals(version)) {
      throw new ZkConnectException(
          ErrorCode.SESSION_LAYOUT,
          session.options().servers(),
          "the layout in "
              + VERSION
              + " is '"
              + Names.printable(version == null ? "" : version)
              + "', and this zkwire knows "
              + LAYOUT,
          "Use a zkwire of the version that wrote it, or another chroot",
          null);
    }
    found = text(results.get(1), GENERATION);
    if (!looked) {
      looked = true;
      OpenAccess.look(session, ROOT);
    }
    if (known == null) {
      known = found;
      session.background(this::store);
    } else if (generationChanged()) {
      report("its generation was " + known + " and is " + found);
    } else {
      session.problems().clear("generation");
    }
    done = true;
  }

  private void report(String why) {
    session.metrics().count("zkwire.session.generation.changed", 1);
    session
        .problems()
        .report(
            new Problem(
                ErrorCode.SESSION_GENERATION,
                "generation",
                ErrorCode.SESSION_GENERATION.message(
                    "the ensemble is not the one that was known: "
                        + why
                        + ". Values stay as they are",
                    "Look whether it was wiped or restored; when it is right, call"
                        + " confirmGeneration()")),
            null);
    shutListeners.forEach(Runnable::run);
  }

  private @Nullable String text(OpResult result, String path) {
    if (result instanceof OpResult.GetDataResult data) {
      return data.getData() == null ? null : new String(data.getData(), StandardCharsets.UTF_8);
    }
    Code code = Requests.errorOf(result);
    if (Failures.denied(code)) {
      throw Failures.denied(path, "READ");
    }
    LOG.debug("{} {} is {}", session.label(), path, code);
    return null;
  }
}
