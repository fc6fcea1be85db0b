package io.zkwire.tests.faults;

import io.zkwire.FencingToken;
import io.zkwire.Shard;
import io.zkwire.ShardLostException;
import io.zkwire.Shards;
import io.zkwire.annotation.OnShards;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Works on its share, and writes down each time that it did. */
final class ShardLoad extends Load {
  static final String FEATURE = "shard";
  static final int SHARDS = 8;
  private static final long PACE_MILLIS = 5;

  private final Map<Integer, WorkLog> logs = new HashMap<>();
  private Share share;

  ShardLoad(Stage stage) {
    super(stage, FEATURE);
  }

  /** What an application would write. */
  static class Share {
    private final Load to;

    @OnShards(value = MemberLoad.GROUP, shards = SHARDS)
    Shards shards;

    Share(Load to) {
      this.to = to;
    }

    @OnShards(value = MemberLoad.GROUP, shards = SHARDS)
    void changed(List<Shard> mine) {
      to.note("share", numbers(mine));
    }
  }

  private static String numbers(List<Shard> shards) {
    return shards.stream()
        .map(shard -> Integer.toString(shard.number()))
        .collect(Collectors.joining(","));
  }

  @Override
  void start() {
    share = stage.zk().create(Share.class, this);
    loop("shard", this::work);
  }

  private void work() {
    for (Shard shard : share.shards.mine()) {
      WorkLog log = logs.computeIfAbsent(shard.number(), number -> stage.workLog(FEATURE + number));
      try {
        FencingToken token = shard.token();
        long before = System.nanoTime();
        shard.run(
            () ->
                log.append(
                    new Observation(before, System.nanoTime(), token.czxid(), token.local())));
      } catch (ShardLostException e) {
        note("lost", shard.number());
      }
    }
    pause(PACE_MILLIS);
  }

  @Override
  String look() {
    return "shards=" + numbers(share.shards.mine());
  }
}
