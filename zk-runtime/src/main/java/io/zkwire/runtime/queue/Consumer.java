package io.zkwire.runtime.queue;

import com.fasterxml.jackson.databind.JavaType;
import io.zkwire.ConsumerOptions;
import io.zkwire.Delivery;
import io.zkwire.runtime.config.Json;
import java.lang.reflect.Type;
import java.util.function.BooleanSupplier;

/** One who works on items. Its numbers are guarded by the lock of the {@link Taker}. */
final class Consumer {

  /** Does the work. */
  @FunctionalInterface
  interface Work {
    void handle(Object item, Delivery delivery) throws Throwable;
  }

  private final String label;
  private final JavaType type;
  private final ConsumerOptions options;
  private final BooleanSupplier ready;
  private final Work work;
  private int running;
  private boolean closed;

  Consumer(String label, Type type, ConsumerOptions options, BooleanSupplier ready, Work work) {
    this.label = label;
    this.type = Json.MAPPER.constructType(type);
    this.options = options;
    this.ready = ready;
    this.work = work;
  }

  /** What messages call it. */
  String label() {
    return label;
  }

  ConsumerOptions options() {
    return options;
  }

  JavaType type() {
    return type;
  }

  Work work() {
    return work;
  }

  boolean ready() {
    return ready.getAsBoolean();
  }

  /** How many items it could work on beside those that it does. */
  int free() {
    return closed ? 0 : options.concurrency() - running;
  }

  void begin() {
    running++;
  }

  void end() {
    running--;
  }

  /** Whether it works on nothing. */
  boolean rests() {
    return running == 0;
  }

  boolean closed() {
    return closed;
  }

  void close() {
    closed = true;
  }
}
