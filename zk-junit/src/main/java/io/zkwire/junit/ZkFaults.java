package io.zkwire.junit;

import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWire;
import java.time.Duration;

/**
 * The faults that a test can make. Every method that changes something returns once the change has
 * taken effect, and throws {@link IllegalStateException} if it does not within a bounded time. What
 * a test has broken is mended after it.
 *
 * <pre>{@code
 * @Test
 * void survives(ZkWire zk, ZkFaults faults) {
 *   faults.expireSession(zk);
 *   faults.suspend(zk);  // cut off when this returns
 *   faults.resume(zk);  // connected when this returns
 * }
 * }</pre>
 *
 * <p>Clients are those that the test took as parameters or made by {@link ZkClients}; for any
 * other, methods throw {@link IllegalArgumentException}. Thread-safe, but two faults at one client
 * or server at a time make no sense.
 */
public final class ZkFaults {
  private final ClientScope scope;

  ZkFaults(ClientScope scope) {
    this.scope = scope;
  }

  /**
   * Really expires a client's session: a second connection takes it over and closes it. Returns
   * when the servers have dropped the session and its ephemeral nodes; the client learns of it when
   * it reconnects, a moment later.
   *
   * @param zk a client that has a session
   * @throws IllegalStateException if the client has no session, or no server answers
   */
  public void expireSession(ZkWire zk) {
    SessionKiller killer = SessionKiller.of(zk);
    ZkProxy proxy = scope.disturb(zk);
    Cut before = proxy.cut(Cut.RESET); // or the client would take its session back
    try {
      killer.kill(scope.ensemble().connectString());
    } finally {
      proxy.cut(before);
    }
  }

  /**
   * Cuts a client off: its connection is reset and so is each new one, until {@link #resume}.
   * Returns when the client has seen it. The servers keep its session until the session timeout.
   * For a link that goes silent instead, which the client notices only after two thirds of the
   * session timeout, use {@link ZkProxy#blackHole} of {@link #proxy}.
   *
   * @param zk a client
   */
  public void suspend(ZkWire zk) {
    scope.disturb(zk).cut(Cut.RESET);
    Await.until(
        "the client is no longer connected",
        patience(),
        () -> zk.state() != SessionState.CONNECTED);
  }

  /**
   * Ends {@link #suspend} or another cut of a client's link; delay and rate stay. Returns when the
   * client is connected again, by its old session or, if that has expired, by a new one.
   *
   * @param zk a client
   */
  public void resume(ZkWire zk) {
    scope.disturb(zk).cut(Cut.NONE);
    Await.until(
        "the client is connected again", patience(), () -> zk.state() == SessionState.CONNECTED);
  }

  private Duration patience() {
    return scope.longestSession().multipliedBy(2).plusSeconds(30);
  }

  /**
   * A client's link: slow it down, make it a black hole, reset it, heal it.
   *
   * @param zk a client
   * @return its own proxy
   */
  public ZkProxy proxy(ZkWire zk) {
    return scope.disturb(zk);
  }

  /**
   * Stops all servers. Returns when none listens any more; data and ports are kept for {@link
   * #restart()}.
   */
  public void stop() {
    scope.disturb().stopAll();
  }

  /**
   * Starts the servers that are stopped, with their data and on their ports. Returns when all serve
   * requests.
   */
  public void restart() {
    scope.disturb().startAll();
  }

  /**
   * Stops one server. Returns when it no longer listens, which may be before the others have a new
   * leader: see {@link #leader}.
   *
   * @param index the server's index, from 0
   * @throws IndexOutOfBoundsException if there is no such server
   */
  public void stop(int index) {
    scope.disturb().server(index).stop();
  }

  /**
   * Starts one stopped server, with its data and on its port; a running one is left alone. Returns
   * when all running servers serve requests or, if those are no quorum, when it has started.
   *
   * @param index the server's index, from 0
   * @throws IndexOutOfBoundsException if there is no such server
   */
  public void restart(int index) {
    scope.disturb().server(index).start();
    scope.ensemble().awaitServing();
  }

  /**
   * Stops all servers, deletes their data and starts them again, as when somebody installs the
   * ensemble anew. Returns when all serve. Sessions and nodes are gone, the test's chroot too: only
   * a new client makes that again.
   */
  public void wipe() {
    scope.disturb().wipe();
  }

  /** The index of the server that leads; as {@link ZkEnsemble#leader}. */
  public int leader() {
    return scope.ensemble().leader();
  }

  /** The index of a server that follows; as {@link ZkEnsemble#follower}. */
  public int follower() {
    return scope.ensemble().follower();
  }
}
