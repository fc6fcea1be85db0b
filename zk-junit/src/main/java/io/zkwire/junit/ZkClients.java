package io.zkwire.junit;

import io.zkwire.runtime.ZkWire;
import io.zkwire.runtime.ZkWireBuilder;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;

/**
 * Makes the clients of a test. Each has a session of its own and a link of its own, a {@link
 * ZkProxy}, so that one can be cut off while the others go on. All are closed after the test.
 * Thread-safe.
 *
 * <pre>{@code
 * @Test
 * void twoMeet(ZkClients clients) {
 *   ZkWire quick = clients.newClient(builder -> builder.sessionTimeout(Duration.ofSeconds(4)));
 *   ZkWire other = clients.newClient();
 * }
 * }</pre>
 */
public final class ZkClients {
  private final ClientScope scope;
  private final String targets;

  ZkClients(ClientScope scope, String targets) {
    this.scope = scope;
    this.targets = targets;
  }

  /**
   * Makes a client, connected under the test's chroot.
   *
   * @return the client; whoever likes may close it earlier
   * @throws io.zkwire.ZkWireException if it cannot connect
   */
  public ZkWire newClient() {
    return newClient(builder -> {});
  }

  /**
   * Makes a client with options of its own.
   *
   * @param options sets options; the address (the client's own link and the test's chroot) and the
   *     session timeout are set already, and what it sets instead of them wins
   * @return the client, started
   * @throws io.zkwire.ZkWireException if an option is refused or the client cannot connect
   */
  public ZkWire newClient(Consumer<? super ZkWireBuilder> options) {
    return scope.connect(targets, options);
  }

  /**
   * Makes clients that know one server only.
   *
   * @param index the server's index, from 0; see {@link ZkEnsemble#leader} and {@link
   *     ZkEnsemble#follower}
   * @return what makes such clients
   * @throws IndexOutOfBoundsException if there is no such server
   */
  public ZkClients onServer(int index) {
    return new ZkClients(scope, scope.ensemble().server(index).connectString());
  }

  /**
   * The chroot of the test, such as {@code /t-1f0c3a5b-expires}: the root of all that zkwire does
   * there.
   */
  public String chroot() {
    return scope.chroot();
  }

  /**
   * The Curator client beneath a client, confined to the test's chroot: {@code /config} is the
   * test's own, whereas {@link ZkWire#curator} itself sees the whole tree, which other tests share.
   *
   * @param zk any client
   * @return a view of its Curator client, not to be closed
   */
  public CuratorFramework curator(ZkWire zk) {
    return zk.curator().usingNamespace(scope.chroot().substring(1));
  }
}
