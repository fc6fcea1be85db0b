package io.zkwire.samples.quickstart.app;

import io.zkwire.Shard;
import io.zkwire.Shards;
import io.zkwire.annotation.OnShards;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Counts the customers of its share of the shards; the reporters divide them among themselves. */
public class Counter {

  @OnShards(value = "reporters", shards = 12)
  private volatile Shards shards;

  private final Consumer<String> out;

  Counter(Consumer<String> out) {
    this.out = out;
  }

  @OnShards(value = "reporters", shards = 12)
  void share(List<Shard> mine) {
    out.accept(
        "share "
            + mine.stream()
                .map(shard -> Integer.toString(shard.number()))
                .collect(Collectors.joining(" ")));
  }

  /** Counts what there is to be counted on each shard, while it is this process's. */
  void count() {
    shards.mine().forEach(shard -> shard.run(() -> out.accept("counted " + shard.number())));
    out.accept("all counted");
  }
}
