package io.zkwire.runtime.config;

import io.zkwire.ConfigException;
import io.zkwire.ConfigVersion;
import io.zkwire.ErrorCode;
import io.zkwire.OutcomeUnknownException;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.config.Transaction.Change;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Limits;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Requests.MultiFailed;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.ZooDefs;
import org.jspecify.annotations.Nullable;

/**
 * Makes the changes of one transaction: reads what stands, builds one multi that is bound to
 * exactly that, and sends it. When somebody wrote in between it starts over; when the connection
 * was lost it looks for its own entry in the history to learn what happened, and only then tries
 * again.
 */
final class Commit {

  private static final int ATTEMPTS = 20;
  private static final int HISTORY_ENTRY = 400; // its JSON, and the access lists of its two nodes

  private final Session session;
  private final Requests requests;
  private final History history;
  private final Collection<Change> changes;
  private final String op = UUID.randomUUID().toString();
  private final long deadline;
  private boolean prune = true; // not once a kept revision turned out to be somebody else's node

  Commit(Session session, History history, Collection<Change> changes) {
    this.session = session;
    this.requests = session.requests();
    this.history = history;
    this.changes = changes;
    this.deadline =
        session.options().clock().nanoTime() + session.options().connectTimeout().toNanos();
  }

  /** What stands at a path before the change. */
  private record Before(Change change, @Nullable Node node, @Nullable Listing kept) {
    List<Long> revisions() {
      return History.numbers(kept);
    }

    ConfigVersion version() {
      return node == null || node.data() == null
          ? ConfigVersion.ABSENT
          : new ConfigVersion(node.stat().getMzxid(), node.stat().getVersion());
    }
  }

  Map<String, ConfigVersion> run() {
    Throwable last = null;
    String recordedPath = "";
    long firstRevision = -1;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      boolean inDoubt = last instanceof ConnectionLost;
      List<Before> before = inDoubt ? lookInDoubt(last) : look();
      if (firstRevision >= 0) {
        long made = made(at(recordedPath, before), firstRevision);
        if (made > 0) {
          return versions(before, made, 0);
        }
      }
      recordedPath = recorded(before);
      firstRevision = History.next(at(recordedPath, before).revisions());
      before.forEach(Commit::compare);
      List<Op> ops = new ArrayList<>();
      before.forEach(b -> ops.addAll(ops(b)));
      if (ops.isEmpty()) {
        return versions(before, 0, 0);
      }
      checkSize(before, ops);
      try {
        return versions(before, zxid(before, send(ops)), 1);
      } catch (MultiFailed e) {
        last = raced(e, ops.get(e.index()));
        prune = prune && ops.get(e.index()).getType() != ZooDefs.OpCode.delete;
      } catch (ConnectionLost e) {
        awaitConnection(e);
        last = e;
      }
    }
    throw new ConfigException(
        ErrorCode.SESSION_REQUEST,
        keys(),
        "others changed " + keys() + " " + ATTEMPTS + " times in between",
        "Try again",
        last);
  }

  /**
   * While it is not known whether the changes were made, failing to look means that it stays
   * unknown.
   */
  private List<Before> lookInDoubt(@Nullable Throwable lost) {
    try {
      return look();
    } catch (ZkWireException e) {
      throw unknown(lost);
    }
  }

  /** Reads what stands, all at once; makes the parents that are missing. */
  private List<Before> look() {
    return session.blocking().call(this::readAll, "read", keys()).stream()
        .map(this::withParents)
        .toList();
  }

  private CompletableFuture<List<Before>> readAll() {
    List<CompletableFuture<Before>> all = changes.stream().map(this::read).toList();
    return CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> all.stream().map(CompletableFuture::join).toList());
  }

  private CompletableFuture<Before> read(Change change) {
    CompletableFuture<@Nullable Node> node = requests.get(change.path());
    if (!kept(change)) {
      return node.thenApply(n -> new Before(change, n, null));
    }
    return node.thenCombine(
        requests.children(Keys.history(change.path())), (n, l) -> new Before(change, n, l));
  }

  private boolean kept(Change change) {
    return history.limit() > 0 && !change.structural();
  }

  private Before withParents(Before before) {
    Change change = before.change();
    String path = change.path();
    int slash = path.lastIndexOf('/');
    if (before.node() == null && slash > 0 && (change.bytes() != null || change.structural())) {
      String parent = path.substring(0, slash);
      session.blocking().call(() -> requests.ensure(parent), "create", parent);
    }
    if (kept(change) && before.kept() == null) {
      String root = Keys.history(path);
      session.blocking().call(() -> requests.ensure(root), "create", root);
    }
    return before;
  }

  private static void compare(Before before) {
    ConfigVersion expected = before.change().expected();
    if (expected != null && !expected.equals(before.version())) {
      throw Transaction.conflict(before.change(), before.version());
    }
  }

  private List<Op> ops(Before before) {
    Change change = before.change();
    Node node = before.node();
    List<Op> ops = new ArrayList<>();
    String real = requests.real(change.path());
    if (change.structural()) {
      if (node == null) {
        ops.add(requests.create(change.path(), null, CreateMode.PERSISTENT));
      }
      return ops;
    }
    if (change.bytes() == null && before.version().equals(ConfigVersion.ABSENT)) {
      return ops; // absent already
    }
    if (node == null) {
      ops.add(requests.create(change.path(), change.bytes(), CreateMode.PERSISTENT));
    } else if (change.bytes() != null || node.stat().getNumChildren() > 0) {
      ops.add(Op.setData(real, change.bytes(), node.stat().getVersion()));
    } else {
      ops.add(Op.delete(real, node.stat().getVersion()));
    }
    ops.addAll(history.keep(change.path(), node, before.revisions(), op, prune));
    return ops;
  }

  private void checkSize(List<Before> before, List<Op> ops) {
    long size = ops.stream().mapToLong(o -> o.getPath().length() + 160L).sum();
    for (Before b : before) {
      byte[] bytes = b.change().bytes();
      size += bytes == null ? 0 : bytes.length;
      Node node = b.node();
      byte[] kept = node == null ? null : node.data();
      size += kept == null || history.limit() == 0 ? 0 : kept.length;
      size += history.limit() == 0 ? 0 : HISTORY_ENTRY + 4L * session.options().author().length();
    }
    if (size > Limits.REQUEST) {
      throw new ConfigException(
          ErrorCode.CONFIG_TOO_LARGE,
          keys(),
          "changing "
              + keys()
              + " takes a request of "
              + size
              + " bytes, kept predecessors included, more than "
              + Limits.REQUEST,
          "Change fewer keys at once, or smaller ones",
          null);
    }
  }

  private String keys() {
    return String.join(", ", changes.stream().map(Change::key).toList());
  }

  /** The connection went away while the request was under way. */
  private static final class ConnectionLost extends Exception {
    private static final long serialVersionUID = 1L;

    ConnectionLost(Throwable cause) {
      super(cause);
    }
  }

  private List<OpResult> send(List<Op> ops) throws MultiFailed, ConnectionLost {
    try {
      return requests.multi(ops).get(remaining(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MultiFailed failed) {
        throw failed;
      }
      if (Failures.connectionLost(e)) {
        throw new ConnectionLost(Failures.unwrap(e));
      }
      throw Failures.translate(e, "change", keys());
    } catch (TimeoutException e) {
      throw unknown(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(e);
    }
  }

  private long remaining() {
    return Math.max(
        1, TimeUnit.NANOSECONDS.toMillis(deadline - session.options().clock().nanoTime()));
  }

  private OutcomeUnknownException unknown(@Nullable Throwable cause) {
    return new OutcomeUnknownException(
        changes.iterator().next().path(),
        "it is not known whether " + keys() + " was changed",
        "Read it, and decide anew",
        cause);
  }

  /** Somebody wrote between the look and the request; anything else is a failure. */
  private static Throwable raced(MultiFailed e, Op failed) {
    Code code = e.reason().code();
    return switch (code) {
      case BADVERSION, NODEEXISTS, NONODE, NOTEMPTY -> e;
      case NOAUTH -> throw Failures.denied(failed.getPath(), permission(failed));
      default -> throw Failures.translate(e.reason(), "write", e.reason().getPath());
    };
  }

  private static String permission(Op op) {
    return switch (op.getType()) {
      case ZooDefs.OpCode.create -> "CREATE";
      case ZooDefs.OpCode.delete -> "DELETE";
      default -> "WRITE";
    };
  }

  /**
   * The change whose history tells whether the transaction was made: the first that writes
   * anything.
   */
  private static String recorded(List<Before> before) {
    return before.stream()
        .filter(b -> !b.change().structural())
        .filter(b -> b.change().bytes() != null || !b.version().equals(ConfigVersion.ABSENT))
        .findFirst()
        .orElse(before.get(0))
        .change()
        .path();
  }

  private static Before at(String path, List<Before> before) {
    return before.stream().filter(b -> b.change().path().equals(path)).findFirst().orElseThrow();
  }

  /** The transaction that made these changes in an earlier attempt, or 0 if none did. */
  private long made(Before recorded, long firstRevision) {
    if (!recorded.revisions().isEmpty() && recorded.revisions().get(0) > firstRevision) {
      throw unknown(null); // so many others published meanwhile that ours may be dropped already
    }
    for (long number : recorded.revisions()) {
      String name = History.name(recorded.change().path(), number);
      Node node =
          number < firstRevision
              ? null
              : session.blocking().call(() -> requests.get(name), "read", name);
      History.Entry entry = History.entry(node);
      if (node != null && entry != null && entry.op().equals(op)) {
        return node.stat().getCzxid();
      }
    }
    return 0;
  }

  /** Waits until what was sent before the loss has been decided and can be read. */
  private void awaitConnection(ConnectionLost lost) {
    if (history.limit() == 0) {
      throw unknown(lost.getCause());
    }
    while (session.options().clock().nanoTime() < deadline) {
      try {
        if (session.awaitConnected(remaining())) {
          requests.sync("/").get(remaining(), TimeUnit.MILLISECONDS);
          return;
        }
      } catch (ExecutionException e) {
        if (!Failures.connectionLost(e)) {
          throw unknown(e.getCause());
        }
      } catch (TimeoutException e) {
        break;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw unknown(lost.getCause());
  }

  /**
   * The number of the transaction: any Stat that it returned tells it, else the first node that it
   * created.
   */
  private long zxid(List<Before> before, List<OpResult> results) {
    for (OpResult result : results) {
      if (result instanceof OpResult.SetDataResult set) {
        return set.getStat().getMzxid();
      }
      if (result instanceof OpResult.CreateResult created && created.getStat() != null) {
        return created.getStat().getCzxid();
      }
    }
    for (Before b : before) {
      if (b.node() == null && (b.change().bytes() != null || b.change().structural())) {
        String path = b.change().path();
        Node node = session.blocking().call(() -> requests.get(path), "read", path);
        if (node != null) {
          return node.stat().getCzxid();
        }
      }
    }
    return 0;
  }

  /** The versions that were written; those of nodes that were read are so many writes behind. */
  private static Map<String, ConfigVersion> versions(List<Before> before, long zxid, int behind) {
    Map<String, ConfigVersion> out = new LinkedHashMap<>();
    before.forEach(b -> out.put(b.change().key(), version(b, zxid, behind)));
    return out;
  }

  private static ConfigVersion version(Before before, long zxid, int behind) {
    Node node = before.node();
    if (before.change().structural()) {
      return node == null
          ? new ConfigVersion(zxid, 0)
          : new ConfigVersion(node.stat().getMzxid(), node.stat().getVersion());
    }
    if (before.change().bytes() == null) {
      return ConfigVersion.ABSENT;
    }
    return new ConfigVersion(zxid, node == null ? 0 : node.stat().getVersion() + behind);
  }
}
