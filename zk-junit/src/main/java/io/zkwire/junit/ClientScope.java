package io.zkwire.junit;

import io.zkwire.runtime.ZkWire;
import io.zkwire.runtime.ZkWireBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The clients that live as long as one test, or as long as its class, and the chroot in which they
 * meet. Thread-safe.
 */
final class ClientScope {
  private final ZkEnsemble ensemble;
  private final Duration sessionTimeout;
  private final String chroot;
  private final List<ClientLink> links = new ArrayList<>();
  private final List<ZkWire> injected = new ArrayList<>();
  private volatile boolean disturbed;
  private volatile Duration longestSession;

  ClientScope(ZkEnsemble ensemble, Duration sessionTimeout, String chroot) {
    this.ensemble = ensemble;
    this.sessionTimeout = sessionTimeout;
    this.chroot = chroot;
    longestSession = sessionTimeout;
  }

  ZkEnsemble ensemble() {
    return ensemble;
  }

  String chroot() {
    return chroot;
  }

  /** The longest timeout of the sessions so far. */
  Duration longestSession() {
    return longestSession;
  }

  /** Whether a fault may have kept a client from ending its session. */
  boolean isDisturbed() {
    return disturbed;
  }

  /** The servers, of a caller that may break them. */
  ZkEnsemble disturb() {
    disturbed = true;
    return ensemble;
  }

  ZkClients clients() {
    return new ZkClients(this, ensemble.connectString());
  }

  ZkWire connect(String targets, Consumer<? super ZkWireBuilder> options) {
    ZkProxy proxy = ZkProxy.to(targets);
    try {
      ZkWireBuilder builder = ZkWire.builder();
      builder.connect(proxy.connectString() + chroot).sessionTimeout(sessionTimeout);
      options.accept(builder);
      ZkWire zk = builder.start();
      synchronized (links) {
        links.add(new ClientLink(zk, proxy));
        Duration granted = Sessions.timeout(zk);
        longestSession = granted.compareTo(longestSession) > 0 ? granted : longestSession;
      }
      return zk;
    } catch (RuntimeException | Error e) {
      proxy.close();
      throw e;
    }
  }

  /** The client for the nth parameter of type {@code ZkWire}, from 0. */
  ZkWire injected(int ordinal) {
    synchronized (injected) {
      while (injected.size() <= ordinal) {
        injected.add(clients().newClient());
      }
      return injected.get(ordinal);
    }
  }

  /** A client's link, for a caller that may break it. */
  ZkProxy disturb(ZkWire zk) {
    disturbed = true;
    synchronized (links) {
      return links.stream()
          .filter(link -> link.zk() == zk)
          .map(ClientLink::proxy)
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "This ZkWire has no proxy: it is not of this test. Take it as a parameter, or make it by ZkClients.newClient()"));
    }
  }

  /**
   * Mends all links, closes all clients and then the links, the youngest first. Throws the first
   * failure of all.
   */
  void close() {
    List<ClientLink> open;
    synchronized (links) {
      open = new ArrayList<>(links);
      links.clear();
    }
    Cleanup cleanup = new Cleanup();
    open.forEach(link -> cleanup.then(link.proxy()::heal));
    for (int i = open.size() - 1; i >= 0; i--) {
      cleanup.then(open.get(i).zk()::close);
      cleanup.then(open.get(i).proxy()::close);
    }
    cleanup.finish();
  }
}
