package io.zkwire.benchmarks.config;

import io.zkwire.annotation.OnConfigChange;
import io.zkwire.annotation.ZkConfig;

/** What zkwire pushes into: the field is set when the listener is called. */
final class Pushed {

  static final String KEY = "bench/push/zkwire";

  @ZkConfig(KEY)
  private volatile long value;

  private final Arrival arrival;

  Pushed(Arrival arrival) {
    this.arrival = arrival;
  }

  @OnConfigChange(KEY)
  void changed(long now) {
    if (value == now) {
      arrival.value(now);
    }
  }
}
