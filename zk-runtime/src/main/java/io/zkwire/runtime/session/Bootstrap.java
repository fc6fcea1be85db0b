package io.zkwire.runtime.session;

import io.zkwire.ErrorCode;
import io.zkwire.ZkConnectException;
import io.zkwire.runtime.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
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
 */
public final class Bootstrap {

  static final String LAYOUT = "1";
  private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);
  private static final String ROOT = "/zkwire";
  private static final String VERSION = ROOT + "/version";
  private static final String GENERATION = ROOT + "/generation";

  private final Session session;
  private final Memory memory;
  private final AtomicLong newestZxid = new AtomicLong();
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
  }

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
    known = found;
    wentBack = false;
    newestZxid.set(0);
    memory.save(known);
    session.problems().clear("generation");
  }

  /** Remembers a transaction number that was seen. */
  public void saw(long zxid) {
    newestZxid.accumulateAndGet(zxid, Math::max);
  }

  /** Compares the number of a transaction that was made just now with those seen before. */
  public void madeNow(long zxid) {
    if (zxid < newestZxid.get() && !generationChanged()) {
      wentBack = true;
      report(
          "its transactions have gone back from "
              + Long.toHexString(newestZxid.get())
              + " to "
              + Long.toHexString(zxid));
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

  private CompletableFuture<@Nullable Void> createUnlessThere(String path, String content) {
    return session
        .requests()
        .createNode(path, content.getBytes(StandardCharsets.UTF_8), CreateMode.PERSISTENT)
        .handle((stat, e) -> unlessThere(e));
  }

  static @Nullable Void unlessThere(@Nullable Throwable e) {
    if (e != null
        && !(Failures.unwrap(e) instanceof KeeperException k && k.code() == Code.NODEEXISTS)) {
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
      session.background(() -> memory.save(known));
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
  }

  private @Nullable String text(OpResult result, String path) {
    if (result instanceof OpResult.GetDataResult data) {
      saw(data.getStat().getMzxid());
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
