package io.zkwire.runtime.barrier;

import io.zkwire.CountDown;
import io.zkwire.ErrorCode;
import io.zkwire.OutcomeUnknownException;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Ranges;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.jspecify.annotations.Nullable;

/**
 * A latch: {@code /countdowns/<name>}, whose version is how often it was counted down. Each count
 * is one multi that raises the version by one and leaves a node by which whoever lost the
 * connection finds out whether it counted; the last one adds the node that those who wait watch.
 * Thread-safe.
 */
final class NamedCountDown implements CountDown {

  private static final int MOST = 5_000;

  private final Session session;
  private final CountDowns all;
  private final String name;
  private final int count;

  NamedCountDown(Session session, CountDowns all, String name, int count) {
    this.session = session;
    this.all = all;
    this.name = name;
    this.count = Ranges.within("count", count, 1, MOST);
  }

  @Override
  public String name() {
    return name;
  }

  private String path() {
    return "/countdowns/" + name;
  }

  private String open() {
    return path() + "/open";
  }

  private byte[] content() {
    return ("{\"count\":" + count + "}").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int left() {
    return Math.max(0, count - root().stat().getVersion());
  }

  /** Its node, made where it is not there. */
  private Node root() {
    session.requireOpen();
    while (true) {
      Node node = session.blocking().call(() -> session.requests().get(path()), "read", path());
      if (node != null) {
        return checked(node);
      }
      session.blocking().call(this::create, "create", path());
    }
  }

  private CompletableFuture<@Nullable Void> create() {
    Requests requests = session.requests();
    return requests
        .ensure("/countdowns")
        .thenCompose(
            there ->
                requests
                    .multi(List.of(requests.create(path(), content(), CreateMode.PERSISTENT)))
                    .handle((made, e) -> unless(e, Code.NODEEXISTS))
                    .thenCompose(next -> next));
  }

  private static CompletableFuture<@Nullable Void> unless(@Nullable Throwable e, Code allowed) {
    if (e == null
        || (Failures.unwrap(e) instanceof MultiFailed multi && multi.reason().code() == allowed)) {
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.failedFuture(Failures.unwrap(e));
  }

  private Node checked(Node node) {
    if (!Arrays.equals(node.data(), content())) {
      throw new ZkWireException(
          ErrorCode.BARRIER_CONFLICT,
          "the latch '"
              + name
              + "' is used with a count of "
              + count
              + ", and "
              + path()
              + " holds something else",
          "Use one number everywhere; delete the node to use the name anew",
          null);
    }
    return node;
  }

  @Override
  public void countDown() {
    String doubted = all.takeDoubted(path());
    String own = doubted == null ? path() + "/" + UUID.randomUUID() : doubted;
    boolean sent = doubted != null;
    try {
      while (true) {
        int version = root().stat().getVersion();
        if (version >= count) {
          return;
        }
        sent = true;
        if (counted(own, version)) {
          return;
        }
      }
    } catch (ZkWireException e) {
      if (!sent || !CountDowns.mayStand(e)) {
        throw e;
      }
      all.doubt(own);
      throw new OutcomeUnknownException(
          path(),
          "nothing is known of whether the latch '" + name + "' was counted down",
          "Count down again: the count that is in doubt is repeated then, and counts once",
          e);
    }
  }

  /** Whether this count stands now; false if others counted at the same time. */
  private boolean counted(String own, int version) {
    Requests requests = session.requests();
    List<Op> ops = new ArrayList<>();
    ops.add(requests.create(own, new byte[0], CreateMode.PERSISTENT));
    ops.add(requests.set(path(), content(), version));
    if (version + 1 == count) {
      ops.add(requests.create(open(), new byte[0], CreateMode.PERSISTENT));
    }
    return session
        .blocking()
        .call(
            () -> requests.multi(ops).handle((done, e) -> outcome(e)).thenCompose(next -> next),
            "count down",
            path());
  }

  /** A node of ours that is there already was made before the connection was lost. */
  private static CompletableFuture<Boolean> outcome(@Nullable Throwable e) {
    if (e == null) {
      return CompletableFuture.completedFuture(true);
    }
    if (Failures.unwrap(e) instanceof MultiFailed multi) {
      if (multi.index() == 0 && multi.reason().code() == Code.NODEEXISTS) {
        return CompletableFuture.completedFuture(true);
      }
      if (multi.reason().code() == Code.BADVERSION || multi.reason().code() == Code.NONODE) {
        return CompletableFuture.completedFuture(false);
      }
    }
    return CompletableFuture.failedFuture(Failures.unwrap(e));
  }

  @Override
  public boolean await(Duration timeout) throws InterruptedException {
    if (root().stat().getVersion() >= count) {
      return true;
    }
    CountDowns.Waiter waiter = all.await(open());
    try {
      session.requireOpen();
      waiter.look();
      waiter.opened().get(Math.max(0, timeout.toNanos()), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ZkWireException failure
          ? failure
          : Failures.translate(e, "read", open());
    } finally {
      all.remove(waiter);
    }
  }
}
