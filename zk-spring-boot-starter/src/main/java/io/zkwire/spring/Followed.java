package io.zkwire.spring;

import io.zkwire.Endpoints;
import io.zkwire.runtime.ZkWire;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The domains that Spring Cloud has asked for. Each is followed from then on, so that the next
 * question costs no request and is answered also while ZooKeeper is away. Thread-safe.
 */
final class Followed implements AutoCloseable {

  /** Service names can come from outside: more than so many are not followed at a time. */
  private static final int MOST = 1_000;

  private final ZkWire zk;
  private final Map<String, Endpoints> handles = new ConcurrentHashMap<>();

  Followed(ZkWire zk) {
    this.zk = zk;
  }

  ZkWire zk() {
    return zk;
  }

  /**
   * The endpoints of a domain.
   *
   * @param domain its name
   * @return the handle
   * @throws io.zkwire.ZkWireException ZK-NAME-01 if the name is not allowed
   */
  Endpoints domain(String domain) {
    Endpoints known = handles.get(domain);
    if (known != null) {
      return known;
    }
    if (handles.size() >= MOST) {
      forgetAll();
    }
    return handles.computeIfAbsent(domain, zk::endpoints);
  }

  private void forgetAll() {
    handles.keySet().forEach(this::forget);
  }

  private void forget(String domain) {
    Endpoints handle = handles.remove(domain);
    if (handle != null) {
      handle.close();
    }
  }

  @Override
  public void close() {
    forgetAll();
  }
}
