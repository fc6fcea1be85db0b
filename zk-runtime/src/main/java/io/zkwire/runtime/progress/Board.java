package io.zkwire.runtime.progress;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zkwire.ErrorCode;
import io.zkwire.TaskProgress;
import io.zkwire.WorkerProgress;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.session.BulkReader;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.OpResult;
import org.jspecify.annotations.Nullable;

/** One task, watched: a change of one worker costs one request. Thread-safe. */
final class Board {

  private static final int MOST_DEAD = 100;
  private static final long RETRY_SECONDS = 5;

  private final Session session;
  private final String task;
  private final TreeMap<String, WorkerView> workers = new TreeMap<>();
  private final Set<String> reported = ConcurrentHashMap.newKeySet();
  private final List<ProgressListener> listeners = new CopyOnWriteArrayList<>();
  private CompletableFuture<@Nullable Void> filled = new CompletableFuture<>();
  private boolean waiting;
  private volatile TaskProgress now;
  private volatile boolean closed;

  Board(Session session, String task) {
    this.session = session;
    this.task = task;
    this.now = new TaskProgress(task, List.of());
  }

  /** What is watched for it. */
  List<String> roots() {
    return List.of(live(), results());
  }

  private String live() {
    return ReportNodes.LIVE + "/" + task;
  }

  private String results() {
    return ReportNodes.RESULTS + "/" + task;
  }

  String task() {
    return task;
  }

  TaskProgress now() {
    return now;
  }

  /** Completes with the first fill; fails if it cannot be read. */
  synchronized CompletableFuture<@Nullable Void> filled() {
    return filled;
  }

  void listen(ProgressListener listener) {
    listeners.add(listener);
  }

  void forget(ProgressListener listener) {
    listeners.remove(listener);
    listener.close();
  }

  void close() {
    synchronized (this) {
      closed = true;
    }
    listeners.forEach(ProgressListener::close);
    listeners.clear();
    session.problems().clear(subject());
    reported.forEach(worker -> session.problems().clear(bad(worker)));
  }

  /** Something happened to a node of the task, or of one of its workers. */
  void changed(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean ofWorker = path.startsWith(live() + "/") || path.startsWith(results() + "/");
    if (!closed && ofWorker && isName(name)) {
      session.bulk().readOne(new Look(name));
    }
  }

  /** Reads all: at the beginning, and after a reconnect. */
  void load() {
    synchronized (this) {
      if (closed) {
        return;
      }
      if (filled.isCompletedExceptionally()) {
        filled = new CompletableFuture<>(); // what was denied may be allowed now
      }
    }
    Requests requests = session.requests();
    CompletableFuture<@Nullable Listing> results = requests.children(results());
    requests
        .children(live())
        .thenCombine(results, this::names)
        .thenCompose(names -> session.bulk().read(names.stream().map(Look::new).toList()))
        .whenComplete(this::loaded);
  }

  private Set<String> names(@Nullable Listing live, @Nullable Listing kept) {
    Set<String> names = new TreeSet<>();
    for (Listing each : new Listing[] {live, kept}) {
      if (each != null) {
        each.names().stream().filter(Board::isName).forEach(names::add);
      }
    }
    synchronized (this) {
      names.addAll(workers.keySet());
    }
    return names;
  }

  /** Only such a name can be one of a worker. */
  private static boolean isName(String name) {
    try {
      return !Names.segment("worker", name).isEmpty();
    } catch (ZkWireException e) {
      return false;
    }
  }

  private void loaded(@Nullable Void nothing, @Nullable Throwable e) {
    if (e == null) {
      boolean again;
      synchronized (this) {
        again = waiting; // one of its workers was denied
      }
      if (!again) {
        session.problems().clear(subject());
      }
      filled().complete(null);
      return;
    }
    if (!Failures.connectionLost(e)) {
      ZkWireException failure = Failures.translate(e, "list", session.requests().real(live()));
      filled().completeExceptionally(failure);
      String message = String.valueOf(failure.getMessage());
      session.problems().report(new Problem(failure.code(), subject(), message), failure);
      loadLater();
    }
  }

  /** One at a time, however many of its workers are denied. */
  private void loadLater() {
    synchronized (this) {
      if (waiting || closed) {
        return;
      }
      waiting = true;
    }
    session.later(
        () -> {
          synchronized (this) {
            waiting = false;
          }
          load();
        },
        RETRY_SECONDS,
        TimeUnit.SECONDS);
  }

  private String subject() {
    return "progress of " + task;
  }

  /** A worker is looked at: its node and its result, in one request. */
  private final class Look implements BulkReader.Item {
    private final String worker;

    Look(String worker) {
      this.worker = worker;
    }

    @Override
    public List<String> paths() {
      return List.of(live() + "/" + worker, results() + "/" + worker);
    }

    @Override
    public int knownBytes() {
      return -1;
    }

    @Override
    public void accept(List<OpResult> results) {
      seen(worker, results.get(0), results.get(1));
    }

    @Override
    public void failed(Throwable e) {
      if (!Failures.connectionLost(e)) {
        loaded(null, e);
      }
    }
  }

  private void seen(String worker, OpResult live, OpResult result) {
    synchronized (this) {
      if (closed || denied(live) || denied(result)) {
        return;
      }
      WorkerView view = workers.computeIfAbsent(worker, WorkerView::new);
      boolean stays = false;
      try {
        if (live instanceof OpResult.GetDataResult data) {
          view.runs(Report.of(data.getData()), data.getStat());
          stays = true;
        } else if (result instanceof OpResult.GetDataResult data) {
          stays = view.ended(Report.of(data.getData()), data.getStat());
        } else if (!view.isForgotten()) {
          stays = view.died();
        }
        reported.remove(worker);
        session.problems().clear(bad(worker));
      } catch (IOException e) {
        unreadable(worker, live, result, e);
        stays = !view.isForgotten() || now.worker(worker) != null;
      }
      if (!stays) {
        workers.remove(worker);
      }
      dropOldDead();
      publish();
    }
  }

  private boolean denied(OpResult result) {
    Code code = Requests.errorOf(result);
    if (Failures.denied(code)) {
      loaded(null, Failures.denied(session.requests().real(live()), "READ"));
      return true;
    }
    return false;
  }

  private void dropOldDead() {
    List<String> dead = new ArrayList<>();
    workers.forEach(
        (name, view) -> {
          if (view.isDead()) {
            dead.add(name);
          }
        });
    dead.sort(Comparator.comparingLong(name -> mtime(name)));
    for (int i = 0; i < dead.size() - MOST_DEAD; i++) {
      workers.remove(dead.get(i));
    }
  }

  private long mtime(String worker) {
    WorkerView view = workers.get(worker);
    return view == null ? 0 : view.mtime();
  }

  private void publish() {
    List<WorkerProgress> all = workers.values().stream().map(WorkerView::progress).toList();
    TaskProgress next = new TaskProgress(task, all);
    if (!next.equals(now)) {
      now = next;
      if (filled.isDone()) { // the first fill is no change
        listeners.forEach(ProgressListener::changed);
      }
    }
  }

  private String bad(String worker) {
    return "progress of " + task + "/" + worker;
  }

  private void unreadable(String worker, OpResult live, OpResult result, IOException e) {
    OpResult of = live instanceof OpResult.GetDataResult ? live : result;
    String why =
        of instanceof OpResult.GetDataResult data && data.getData() != null
            ? new String(data.getData(), 0, Math.min(60, data.getData().length), UTF_8)
            : "";
    String message =
        ErrorCode.PROGRESS_BAD.message(
            "what stands at "
                + session.requests().real(live() + "/" + worker)
                + " or at its result is no progress: "
                + Names.printable(String.valueOf(e.getMessage()))
                + "; found '"
                + Names.printable(why)
                + "'",
            "Delete the node, or let its writer write what the reference shows");
    reported.add(worker);
    session.problems().report(new Problem(ErrorCode.PROGRESS_BAD, bad(worker), message), e);
  }
}
