package io.zkwire.runtime.queue;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Session;
import java.util.function.IntConsumer;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * The node by which a consumer says that it has something free. It watches only this one: whoever
 * has work for it deletes it. All is called under the lock of the {@link Taker}.
 */
final class IdleSign {

  private final Session session;
  private final Layout layout;
  private final IntConsumer woken;
  private String path = "";
  private boolean up;
  private int watch;

  /**
   * One that does not stand.
   *
   * @param woken called on a thread of ZooKeeper when another has deleted it, with the number that
   *     {@link #takeWake} asks for
   */
  IdleSign(Session session, Layout layout, IntConsumer woken) {
    this.session = session;
    this.layout = layout;
    this.woken = woken;
  }

  boolean up() {
    return up;
  }

  /** The session is another one: nothing stands. */
  void forget() {
    up = false;
    watch++;
  }

  /** Puts it up; what is asked for after this shows all work that nobody would wake it for. */
  void raise(String consumer) {
    path = layout.idle() + "/" + consumer;
    up = true;
    int own = ++watch;
    boolean[] stands = {false};
    session
        .requests()
        .createNode(path, new byte[0], CreateMode.EPHEMERAL)
        .whenComplete((stat, e) -> stands[0] = made(own, e));
    session
        .requests()
        .get(
            path,
            event -> {
              if (event.getType() == EventType.NodeDeleted) {
                woken.accept(own);
              }
            })
        .whenComplete(
            (node, e) -> {
              if (e == null && node == null && stands[0]) {
                woken.accept(own); // between the two answers
              }
            });
  }

  /** Whether it stands; a parent that somebody has removed is made again. */
  private boolean made(int own, @Nullable Throwable e) {
    Code code = e == null ? Code.OK : Failures.code(e);
    if (code == Code.NONODE) {
      layout.ensure(session.requests()).thenRun(() -> woken.accept(own));
    }
    return code == Code.OK || code == Code.NODEEXISTS;
  }

  /** Takes note of having been woken; false if that is of no interest any more. */
  boolean takeWake(int by) {
    if (!up || by != watch) {
      return false;
    }
    forget();
    return true;
  }

  /** Takes it down. */
  void lower() {
    if (up) {
      forget();
      Deletes.ours(session, path);
    }
  }
}
