package io.zkwire.runtime.session;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/** What an answer of ZooKeeper means for the future of its request. */
final class Answers {

  private Answers() {}

  /** Completes with the result, if the request succeeded. */
  static <T extends @Nullable Object> void finish(
      CompletableFuture<T> future, int rc, String path, T result) {
    if (rc == Code.OK.intValue()) {
      future.complete(result);
    } else {
      future.completeExceptionally(failure(rc, path));
    }
  }

  /** Completes with what was found; with null where there is no node. */
  static <T> void found(
      CompletableFuture<@Nullable T> future, int rc, String path, @Nullable T result) {
    if (rc == Code.OK.intValue() || rc == Code.NONODE.intValue()) {
      future.complete(rc == Code.OK.intValue() ? result : null);
    } else {
      future.completeExceptionally(failure(rc, path));
    }
  }

  /** Completes if the request succeeded. */
  static void done(CompletableFuture<@Nullable Void> future, int rc, String path) {
    if (rc == Code.OK.intValue()) {
      future.complete(null);
    } else {
      future.completeExceptionally(failure(rc, path));
    }
  }

  /** The newest transaction that a node shows; 0 for no node. */
  static long newest(@Nullable Stat stat) {
    return stat == null ? 0 : Math.max(stat.getMzxid(), stat.getPzxid());
  }

  /** The newest transaction that reads show. */
  static long newest(List<OpResult> results) {
    long newest = 0;
    for (OpResult result : results) {
      if (result instanceof OpResult.GetDataResult read) {
        newest = Math.max(newest, newest(read.getStat()));
      }
    }
    return newest;
  }

  /** The transaction that writes were made by; 0 where no answer tells. */
  static long madeBy(List<OpResult> results) {
    for (OpResult result : results) {
      if (result instanceof OpResult.SetDataResult set) {
        return set.getStat().getMzxid();
      }
    }
    return 0;
  }

  /** The exception of a code that is no success. */
  static KeeperException failure(int rc, String path) {
    Code code = Code.get(rc);
    return KeeperException.create(code == null ? Code.SYSTEMERROR : code, path);
  }

  /** Completes with the results of several operations; writes fail if one of them did. */
  static void multi(
      CompletableFuture<List<OpResult>> future,
      int rc,
      List<Op> ops,
      @Nullable List<OpResult> results) {
    if (results == null) {
      future.completeExceptionally(failure(rc, ops.get(0).getPath()));
      return;
    }
    boolean reads = ops.get(0).getKind() == Op.OpKind.READ;
    int failed = reads ? -1 : failedOp(results);
    if (failed < 0) {
      future.complete(results);
    } else {
      future.completeExceptionally(new MultiFailed(failed, failedOp(ops, results, failed)));
    }
  }

  private static int failedOp(List<OpResult> results) {
    for (int i = 0; i < results.size(); i++) {
      if (Requests.errorOf(results.get(i)) != Code.OK
          && Requests.errorOf(results.get(i)) != Code.RUNTIMEINCONSISTENCY) {
        return i;
      }
    }
    return -1;
  }

  private static KeeperException failedOp(List<Op> ops, List<OpResult> results, int index) {
    return KeeperException.create(Requests.errorOf(results.get(index)), ops.get(index).getPath());
  }
}
