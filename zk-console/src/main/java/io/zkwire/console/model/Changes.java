package io.zkwire.console.model;

import io.zkwire.ErrorCode;
import io.zkwire.OutcomeUnknownException;
import io.zkwire.ZkWireException;
import io.zkwire.console.tree.TreeReader;
import io.zkwire.console.tree.ZNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes, each as one transaction together with its audit record: there is no change without
 * a record. By the record it is also found out, after a lost connection, whether it was made.
 * Thread-safe.
 */
final class Changes {

  static final String AUDIT = "/audit";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HHmmss.SSS").withZone(ZoneOffset.UTC);

  private final TreeReader reader;

  Changes(TreeReader reader) {
    this.reader = reader;
  }

  /**
   * What is done, for the audit.
   *
   * @param actor who
   * @param action what, such as {@code config.set}
   * @param target what to
   * @param before the SHA-256 of what stood there; empty where nothing did or it is secret
   * @param after the SHA-256 of what stands there now
   */
  record Deed(Actor actor, String action, String target, String before, String after) {

    static Deed of(Actor actor, String action, String target) {
      return new Deed(actor, action, target, "", "");
    }

    Deed from(byte @Nullable [] bytes) {
      return new Deed(actor, action, target, bytes == null ? "" : Text.sha256(bytes), after);
    }

    Deed to(byte @Nullable [] bytes) {
      return new Deed(actor, action, target, before, bytes == null ? "" : Text.sha256(bytes));
    }
  }

  /** A transaction that one of its operations failed. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;
    private final Code code;

    Failed(KeeperException e) {
      super(e);
      this.code = e.code();
    }

    Code code() {
      return code;
    }
  }

  private CuratorFramework curator() {
    return reader.zk().curator();
  }

  CuratorOp create(String path, byte @Nullable [] data) {
    return op(() -> curator().transactionOp().create().forPath(reader.real(path), data));
  }

  CuratorOp set(String path, byte @Nullable [] data, int version) {
    return op(
        () ->
            curator()
                .transactionOp()
                .setData()
                .withVersion(version)
                .forPath(reader.real(path), data));
  }

  CuratorOp delete(String path, int version) {
    return op(
        () -> curator().transactionOp().delete().withVersion(version).forPath(reader.real(path)));
  }

  CuratorOp check(String path, int version) {
    return op(
        () -> curator().transactionOp().check().withVersion(version).forPath(reader.real(path)));
  }

  private interface Making {
    CuratorOp make() throws Exception;
  }

  private static CuratorOp op(Making making) {
    try {
      return making.make();
    } catch (Exception e) {
      throw new IllegalStateException("an operation that cannot be described", e);
    }
  }

  /** Creates a node, and all above it, where they are missing; without data, which is no value. */
  void ensure(String path) {
    try {
      if (path.length() <= 1 || curator().checkExists().forPath(reader.real(path)) != null) {
        return;
      }
      ensure(path.substring(0, Math.max(1, path.lastIndexOf('/'))));
      curator().create().forPath(reader.real(path), null);
    } catch (KeeperException e) {
      if (e.code() != Code.NODEEXISTS) { // else somebody was quicker
        throw reader.translate(e, path);
      }
    } catch (ZkWireException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("cannot create " + path, e);
    }
  }

  /**
   * Makes a change.
   *
   * @param deed what it is
   * @param ops its operations
   * @throws Failed if an operation did not find what it expected: nothing was written
   */
  void make(Deed deed, List<CuratorOp> ops) throws Failed {
    String record = record();
    List<CuratorOp> all = new ArrayList<>(ops);
    all.add(auditOp(record, deed));
    try {
      curator().transaction().forOperations(all);
    } catch (KeeperException e) {
      if (reader.translate(e, deed.target()).code() == ErrorCode.SESSION_CONNECT) {
        lost(record, deed, e);
        return;
      }
      if (e.code() == Code.NOAUTH) {
        throw reader.translate(e, deed.target());
      }
      throw new Failed(e);
    } catch (Exception e) {
      throw new ZkWireException(
          ErrorCode.SESSION_REQUEST, "the change of " + deed.target() + " failed", "Try again", e);
    }
  }

  /** Records what is about to be done in another way than by {@link #make}. */
  void announce(Deed deed) {
    try {
      make(deed, List.of());
    } catch (Failed e) {
      throw new ZkWireException(
          ErrorCode.SESSION_REQUEST, "the audit could not be written", "Try again", e);
    }
  }

  /** The record stands if, and only if, the change was made. */
  private void lost(String record, Deed deed, KeeperException cause) {
    try {
      if (curator().blockUntilConnected(15, TimeUnit.SECONDS)) {
        curator().sync().forPath(reader.real(AUDIT));
        if (reader.node(record) != null) {
          return;
        }
        throw new ZkWireException(
            ErrorCode.SESSION_REQUEST,
            "the connection was lost while "
                + deed.target()
                + " was changed, and it was not changed",
            "Try again",
            cause);
      }
    } catch (ZkWireException e) {
      throw e;
    } catch (Exception e) {
      cause.addSuppressed(e);
    }
    throw new OutcomeUnknownException(
        deed.target(),
        "the connection was lost while "
            + deed.target()
            + " was changed, and it could not be found out whether it was",
        "Look at it before you try again",
        cause);
  }

  private String record() {
    Instant now = Instant.now();
    String day = AUDIT + "/" + DAY.format(now);
    ensure(day);
    return day + "/" + TIME.format(now) + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  private CuratorOp auditOp(String path, Deed deed) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", Instant.now().toString());
    json.put("who", deed.actor().name());
    json.put("from", deed.actor().from());
    json.put("action", deed.action());
    json.put("target", deed.target());
    json.put("before", deed.before());
    json.put("after", deed.after());
    byte[] data = Text.json(json);
    List<ACL> acl = appendOnly(path);
    return op(
        () -> curator().transactionOp().create().withACL(acl).forPath(reader.real(path), data));
  }

  /** As the root of the audit, but nobody may write a record again. */
  private List<ACL> appendOnly(String path) {
    String day = path.substring(0, path.lastIndexOf('/'));
    try {
      List<ACL> masked = new ArrayList<>();
      for (ACL acl : curator().getACL().forPath(reader.real(day))) {
        int perms = acl.getPerms() & ~(Perms.WRITE | Perms.DELETE | Perms.CREATE);
        if (perms != 0) {
          masked.add(new ACL(perms, acl.getId()));
        }
      }
      return masked;
    } catch (KeeperException e) {
      throw reader.translate(e, day);
    } catch (Exception e) {
      throw new IllegalStateException("cannot read the ACL of " + day, e);
    }
  }

  /** The hash that the audit shows of data: none for a secret, since it could be guessed from. */
  static byte @Nullable [] hashed(boolean secret, @Nullable ZNode node) {
    return secret || node == null ? null : node.data();
  }
}
