package io.zkwire.agent.core;

import io.zkwire.ZkWireException;
import io.zkwire.agent.mapping.Ensemble;
import io.zkwire.runtime.Binding;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWire;
import io.zkwire.runtime.ZkWireBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's connection to ZooKeeper, and what is bound to it. The application never waits for it:
 * where ZooKeeper does not answer, or a holder cannot be bound, it is tried again. Thread-safe.
 */
final class Connection {

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final long RETRY_SECONDS = 3;
  private static final long TIDY_SECONDS = 10;

  private final Ensemble ensemble;
  private final Supplier<?> description;
  private final Worker worker = new Worker("zkwire-agent-zookeeper");
  private final List<Holder> waiting = new ArrayList<>();
  private final Map<Holder, Binding> bound = new LinkedHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();
  private @Nullable ZkWire zk;
  private boolean closed;

  /**
   * Not yet connected.
   *
   * @param ensemble where to
   * @param description what the agent tells operators of itself
   */
  Connection(Ensemble ensemble, Supplier<?> description) {
    this.ensemble = ensemble;
    this.description = description;
  }

  /** Begins to connect. */
  void start() {
    worker.later(this::connect, 0, TimeUnit.MILLISECONDS);
    worker.later(this::tidy, TIDY_SECONDS, TimeUnit.SECONDS);
  }

  /** Binds a holder as soon as that can be done. */
  void bind(Holder holder) {
    synchronized (this) {
      waiting.add(holder);
    }
    worker.later(this::bindWaiting, 0, TimeUnit.MILLISECONDS);
  }

  private void connect() {
    if (isClosed()) {
      return;
    }
    try {
      ZkWire connected = builder().start();
      connected.describe("agent", description);
      if (!take(connected)) {
        connected.close();
        return;
      }
      LOG.info("connected to {}", ensemble.connect());
      bindWaiting();
    } catch (ZkWireException | IOException e) {
      failed("zookeeper", e);
      worker.later(this::connect, RETRY_SECONDS, TimeUnit.SECONDS);
    }
  }

  private synchronized boolean take(ZkWire connected) {
    if (closed) {
      return false;
    }
    failures.remove("zookeeper");
    zk = connected;
    return true;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private ZkWireBuilder builder() throws IOException {
    ZkWireBuilder builder =
        ZkWire.builder()
            .connect(ensemble.connect())
            .sessionTimeout(ensemble.sessionTimeout())
            .connectTimeout(ensemble.sessionTimeout())
            .keepApart();
    String[] credentials = ensemble.credentials();
    return credentials == null ? builder : builder.digest(credentials[0], credentials[1]);
  }

  private void bindWaiting() {
    List<Holder> now;
    ZkWire connected;
    synchronized (this) {
      connected = zk;
      if (connected == null || closed) {
        return;
      }
      now = List.copyOf(waiting);
      waiting.clear();
    }
    for (Holder holder : now) {
      bind(connected, holder);
    }
    connected.describe("agent", description);
  }

  private void bind(ZkWire connected, Holder holder) {
    if (holder.type() == null) {
      return; // unloaded meanwhile
    }
    try {
      Binding binding = connected.bind(holder);
      holder.settle();
      synchronized (this) {
        bound.put(holder, binding);
        failures.remove(holder.typeName());
      }
      LOG.info("{} is bound", holder.typeName());
    } catch (RuntimeException e) {
      failed(holder.typeName(), e);
      synchronized (this) {
        waiting.add(holder);
      }
      worker.later(this::bindWaiting, RETRY_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** A failure is told once, not at each try. */
  private void failed(String what, Exception e) {
    String message = String.valueOf(e.getMessage());
    synchronized (this) {
      if (closed || message.equals(failures.put(what, message))) {
        return;
      }
    }
    LOG.warn("{}: {}; it is tried again every {} s", what, message, RETRY_SECONDS);
  }

  /** Lets go of classes that were unloaded. */
  private void tidy() {
    List<Binding> gone = new ArrayList<>();
    synchronized (this) {
      Iterator<Map.Entry<Holder, Binding>> all = bound.entrySet().iterator();
      while (all.hasNext()) {
        Map.Entry<Holder, Binding> each = all.next();
        if (each.getKey().type() == null) {
          gone.add(each.getValue());
          all.remove();
        }
      }
    }
    gone.forEach(Binding::close);
    worker.later(this::tidy, TIDY_SECONDS, TimeUnit.SECONDS);
  }

  /** Whether the connection stands and all that is there is bound. */
  synchronized boolean ready() {
    return zk != null
        && zk.state() == SessionState.CONNECTED
        && waiting.isEmpty()
        && failures.isEmpty();
  }

  /** How it is, a line for each thing that an operator should know. */
  synchronized List<String> lines() {
    List<String> out = new ArrayList<>();
    out.add(
        "zookeeper "
            + ensemble.connect()
            + " "
            + (zk == null ? "not connected yet" : zk.state() + ", instance " + zk.id()));
    failures.forEach((what, why) -> out.add("problem " + what + ": " + why));
    if (zk != null) {
      zk.health().problems().forEach(problem -> out.add("problem " + problem.message()));
    }
    return out;
  }

  /** Gives everything back. */
  void close() {
    ZkWire connected;
    synchronized (this) {
      closed = true;
      connected = zk;
    }
    worker.close();
    if (connected != null) {
      connected.close();
    }
  }
}
