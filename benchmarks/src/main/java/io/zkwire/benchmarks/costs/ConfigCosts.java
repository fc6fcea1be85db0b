package io.zkwire.benchmarks.costs;

import io.zkwire.Registration;
import io.zkwire.benchmarks.costs.Stage.Role;
import io.zkwire.runtime.Binding;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Configuration, and IDs. */
final class ConfigCosts {

  static final String CONFIG = "Configuration";
  static final String BIND = "bind ten keys below one parent";
  static final String PUBLISH = "publish a value";
  static final String FOLLOW = "a value that is followed changes";
  static final String IDS = "IDs";
  static final String BLOCK = "a block of numbers";

  private final Stage stage;
  private final Party one;
  private final Party other;

  ConfigCosts(Stage stage, Party one, Party other) {
    this.stage = stage;
    this.one = one;
    this.other = other;
  }

  void run(int round) throws Exception {
    for (int i = 0; i < 10; i++) {
      one.zk.config().publish("costs/k00" + i, round);
    }
    Binding[] binding = new Binding[1];
    TenKeys keys = new TenKeys();
    stage.measure(CONFIG, List.of(new Role(other, BIND)), () -> binding[0] = other.zk.bind(keys));
    int changed = 1_000 + round;
    stage.measure(
        CONFIG,
        List.of(new Role(one, PUBLISH), new Role(other, FOLLOW)),
        () -> {
          one.zk.config().publish("costs/k003", changed);
          Awaited.until(() -> keys.k3 == changed);
        });
    binding[0].close();
    watched(round);
    ids("costs-" + round);
  }

  private void watched(int round) throws Exception {
    Semaphore told = new Semaphore(0);
    Registration watch = other.zk.config().watch("watched", event -> told.release());
    one.zk.config().publish("watched/k" + round, "first");
    Awaited.one(told);
    stage.measure(
        CONFIG,
        List.of(new Role(other, "a value below a prefix that is watched changes")),
        () -> {
          one.zk.config().publish("watched/k" + round, "second");
          Awaited.one(told);
        });
    watch.close();
  }

  /** The type stands, and each process takes a block when it needs the first number. */
  private void ids(String type) throws Exception {
    one.zk.ids(type).nextLong();
    stage.measure(IDS, List.of(new Role(other, BLOCK)), () -> other.zk.ids(type).nextLong());
  }
}
