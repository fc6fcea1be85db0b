package io.zkwire.runtime.cluster;

import io.zkwire.ZkWireException;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the members of a group. No answer is larger than 256 KiB as long as members write their
 * nodes by {@link MemberJson}: many are read {@value #BATCH} at a time, and large groups are listed
 * by bucket. Thread-safe.
 */
final class GroupReader {

  private static final Logger LOG = LoggerFactory.getLogger(GroupReader.class);
  static final int BATCH = 30;
  private static final int MOST_IN_FLIGHT = 4;

  private final Session session;
  private final String root;
  private final BiConsumer<String, @Nullable Node> found;
  private final Consumer<String> denied;
  private volatile boolean stopped;
  private volatile long run;

  /**
   * Makes it.
   *
   * @param session the session
   * @param root the group's node
   * @param found takes each node that was read, or null where there is none
   * @param denied takes the path of each that may not be read
   */
  GroupReader(
      Session session,
      String root,
      BiConsumer<String, @Nullable Node> found,
      Consumer<String> denied) {
    this.session = session;
    this.root = root;
    this.found = found;
    this.denied = denied;
  }

  void stop() {
    stopped = true;
  }

  /** The exception of a failure. */
  static ZkWireException failure(Throwable e, String path) {
    return Failures.translate(e, "read", path);
  }

  /** Reads one member. */
  void read(String path) {
    session.metrics().count("zkwire.members.read", 1);
    session.requests().get(path).whenComplete((node, e) -> answered(path, node, e));
  }

  private void answered(String path, @Nullable Node node, @Nullable Throwable e) {
    if (stopped) {
      return;
    }
    if (e == null) {
      found.accept(path, node);
    } else if (!Failures.connectionLost(e)) {
      LOG.debug("{} cannot read {}", session.label(), path, e);
      denied.accept(path);
    }
  }

  /** Reads several members. */
  void readMany(List<String> paths) {
    if (paths.size() == 1) {
      read(paths.get(0));
      return;
    }
    new Batches(paths, run, e -> {}).pump();
  }

  /**
   * Lists the group and reads all of it. What an earlier call has not finished is given up.
   *
   * @param listed told of each member that is listed, before it is read
   * @param done told of the end, or of a failure other than a lost connection
   */
  void readAll(Consumer<String> listed, Consumer<@Nullable Throwable> done) {
    long now;
    synchronized (this) {
      now = ++run;
    }
    list(listed)
        .whenComplete(
            (paths, e) -> {
              if (e == null) {
                new Batches(paths, now, done).pump();
              } else if (!Failures.connectionLost(e)) {
                done.accept(e);
              }
            });
  }

  private CompletableFuture<List<String>> list(Consumer<String> listed) {
    List<String> out = new ArrayList<>();
    return session
        .requests()
        .children(root)
        .thenCompose(
            listing -> {
              CompletableFuture<?>[] parts =
                  names(listing).stream()
                      .filter(name -> !take(root, name, listed, out))
                      .map(bucket -> listBucket(root + "/" + bucket, listed, out))
                      .toArray(CompletableFuture[]::new);
              return CompletableFuture.allOf(parts);
            })
        .thenApply(done -> out);
  }

  private CompletableFuture<@Nullable Void> listBucket(
      String bucket, Consumer<String> listed, List<String> out) {
    return session
        .requests()
        .children(bucket)
        .thenAccept(listing -> names(listing).forEach(name -> take(bucket, name, listed, out)));
  }

  private static List<String> names(@Nullable Listing listing) {
    return listing == null ? List.of() : listing.names();
  }

  /** Takes the name of a member; false for a bucket. All answers come on one thread. */
  private static boolean take(
      String parent, String name, Consumer<String> listed, List<String> out) {
    if (Places.isBucket(name)) {
      return false;
    }
    String path = parent + "/" + name;
    listed.accept(path);
    out.add(path);
    return true;
  }

  /** Reads many nodes, a few requests at a time. */
  private final class Batches {
    private final ArrayDeque<String> waiting;
    private final long of;
    private final Consumer<@Nullable Throwable> done;
    private int inFlight;
    private boolean over;

    Batches(List<String> paths, long of, Consumer<@Nullable Throwable> done) {
      this.waiting = new ArrayDeque<>(paths);
      this.of = of;
      this.done = done;
    }

    void pump() {
      boolean finished;
      synchronized (this) {
        while (!over && inFlight < MOST_IN_FLIGHT && !waiting.isEmpty()) {
          List<String> batch = new ArrayList<>();
          while (batch.size() < BATCH && !waiting.isEmpty()) {
            batch.add(waiting.remove());
          }
          inFlight++;
          send(batch);
        }
        finished = !over && inFlight == 0 && waiting.isEmpty();
        over = over || finished;
      }
      if (finished) {
        done.accept(null);
      }
    }

    private void send(List<String> batch) {
      Requests requests = session.requests();
      session.metrics().count("zkwire.members.read", batch.size());
      requests
          .multi(batch.stream().map(path -> Op.getData(requests.real(path))).toList())
          .whenComplete(
              (results, e) -> {
                if (stopped || of != run) {
                  return;
                }
                if (e == null) {
                  deliver(batch, results);
                } else if (ended()) {
                  if (!Failures.connectionLost(e)) {
                    done.accept(e);
                  }
                  return;
                }
                synchronized (this) {
                  inFlight--;
                }
                pump();
              });
    }

    /** The first failure ends it. */
    private synchronized boolean ended() {
      boolean first = !over;
      over = true;
      return first;
    }

    private void deliver(List<String> batch, List<OpResult> results) {
      for (int i = 0; i < batch.size(); i++) {
        OpResult result = results.get(i);
        if (result instanceof OpResult.GetDataResult data) {
          found.accept(batch.get(i), new Node(data.getData(), data.getStat()));
        } else if (Requests.errorOf(result) == Code.NONODE) {
          found.accept(batch.get(i), null);
        } else {
          LOG.debug("{} cannot read {}: {}", session.label(), batch.get(i), result);
          denied.accept(batch.get(i));
        }
      }
    }
  }
}
