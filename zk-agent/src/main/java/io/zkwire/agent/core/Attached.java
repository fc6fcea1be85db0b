package io.zkwire.agent.core;

import io.zkwire.agent.mapping.Mapping;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One mapping that is applied to this JVM, until it is taken back. Thread-safe. */
final class Attached {

  private static final Logger LOG = LoggerFactory.getLogger(Attached.class);

  private final Mapping mapping;
  private final Ledger ledger;
  private final Connection connection;
  private final ClassCarriers carriers;
  private final Weaving weaving;
  private final Worker worker;
  private final Thread atExit;

  Attached(
      Mapping mapping,
      Instrumentation instrumentation,
      Boot boot,
      SiteNumbers numbers,
      Worker worker) {
    this.mapping = mapping;
    this.worker = worker;
    this.ledger = new Ledger(mapping.classes());
    this.connection = new Connection(mapping.ensemble(), this::description);
    this.atExit = Worker.thread("zkwire-agent-exit", connection::close);
    this.carriers =
        new ClassCarriers(instrumentation, boot, mapping.runsUntilKnown(), connection::bind);
    this.weaving =
        new Weaving(instrumentation, boot, mapping.classes(), numbers, ledger, carriers, worker);
  }

  /** Weaves, and begins to connect. */
  void start() {
    Runtime.getRuntime().addShutdownHook(atExit); // the next leader need not wait for the session
    connection.start();
    weaving.start();
    worker.later(weaving::weaveReaders, 0, TimeUnit.MILLISECONDS);
  }

  /** Another mapping follows: until it is there, guarded methods stay closed. */
  void retire() {
    weaving.retire();
    endConnection();
  }

  /** Takes back what the mapping that followed has not taken over. */
  void release(Attached next) {
    weaving.release(next.weaving);
  }

  /** Takes everything back. */
  void stop() {
    weaving.retire();
    if (mapping.restores()) {
      carriers.holders().forEach(holder -> holder.writes().restore());
    }
    weaving.release(null);
    endConnection();
  }

  private void endConnection() {
    connection.close();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      LOG.debug("the JVM is going down", e);
    }
  }

  Mapping mapping() {
    return mapping;
  }

  /** Whether every line of the mapping is woven, or waits for its class. */
  boolean clean() {
    return ledger.clean();
  }

  /** How it is, for people. */
  List<String> lines() {
    List<String> out = new ArrayList<>();
    out.add("mapping " + mapping.file());
    out.addAll(connection.lines());
    out.addAll(ledger.lines());
    return out;
  }

  private Map<String, Object> description() {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("mapping", mapping.file());
    out.put("classes", ledger.states());
    return out;
  }
}
