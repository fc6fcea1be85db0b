package io.zkwire.runtime.config;

import io.zkwire.ConfigException;
import io.zkwire.ConfigVersion;
import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.config.Transaction.Change;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Limits;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final Look look;
  private final Doubt doubt;
  private boolean prune = true; // not once a kept revision turned out to be somebody else's node

  Commit(Session session, History history, Collection<Change> changes) {
    this.session = session;
    this.requests = session.requests();
    this.history = history;
    this.look = new Look(session, history, changes);
    this.doubt = new Doubt(session, history, look);
  }

  Map<String, ConfigVersion> run() {
    Throwable last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      boolean inDoubt = last instanceof ConnectionLost;
      List<Before> before = inDoubt ? lookInDoubt(last) : look.now();
      long made = doubt.made(before);
      if (made > 0) {
        return versions(before, made, 0);
      }
      doubt.attempt(before);
      before.forEach(Before::compare);
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
        doubt.awaitConnection(e.getCause());
        last = e;
      }
    }
    throw new ConfigException(
        ErrorCode.SESSION_REQUEST,
        look.keys(),
        "others changed " + look.keys() + " " + ATTEMPTS + " times in between",
        "Try again",
        last);
  }

  /**
   * While it is not known whether the changes were made, failing to look means that it stays
   * unknown.
   */
  private List<Before> lookInDoubt(@Nullable Throwable lost) {
    try {
      return look.now();
    } catch (ZkWireException e) {
      throw doubt.unknown(lost);
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
    ops.addAll(history.keep(change.path(), node, before.revisions(), doubt.op(), prune));
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
          look.keys(),
          "changing "
              + look.keys()
              + " takes a request of "
              + size
              + " bytes, kept predecessors included, more than "
              + Limits.REQUEST,
          "Change fewer keys at once, or smaller ones",
          null);
    }
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
      return requests.multi(ops).get(doubt.remaining(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MultiFailed failed) {
        throw failed;
      }
      if (Failures.connectionLost(e)) {
        throw new ConnectionLost(Failures.unwrap(e));
      }
      throw Failures.translate(e, "change", look.keys());
    } catch (TimeoutException e) {
      throw doubt.unknown(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw doubt.unknown(e);
    }
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
      if (b.creates()) {
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
    before.forEach(b -> out.put(b.change().key(), b.after(zxid, behind)));
    return out;
  }
}
