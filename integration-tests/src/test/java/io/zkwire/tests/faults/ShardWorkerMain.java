package io.zkwire.tests.faults;

import io.zkwire.FencingToken;
import io.zkwire.Shard;
import io.zkwire.Shards;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.ZkWire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A process that works on its share of the shards, and writes down each time that it did. It says
 * its share whenever that is another one. Arguments: servers, number, chroot, directory.
 */
final class ShardWorkerMain {
  static final String GROUP = "crew";
  static final int SHARDS = 12;

  private static final long PACE = 200_000;

  private ShardWorkerMain() {}

  public static void main(String[] args) throws Exception {
    String name = "p" + args[1] + "-" + ProcessHandle.current().pid();
    ZkWire zk =
        ZkWire.builder()
            .connect(args[0] + args[2])
            .sessionTimeout(Setting.T)
            .connectTimeout(Duration.ofSeconds(60))
            .lease(LeaseOptions.defaults().lease(Setting.L).lockDelay(Setting.D))
            .start();
    Shards shards = zk.shards(GROUP, SHARDS);
    shards.onChange(ShardWorkerMain::say);
    zk.join(GROUP, name);
    Path directory = Path.of(args[3]);
    Thread thread = new Thread(() -> work(shards, directory, name), "work");
    thread.setDaemon(true);
    thread.start();
    System.out.println("ready");
    while (System.in.read() >= 0) {
      continue; // it ends with its input
    }
    Runtime.getRuntime().halt(0);
  }

  private static void say(List<Shard> mine) {
    System.out.println(
        "share "
            + mine.stream()
                .map(shard -> Integer.toString(shard.number()))
                .collect(Collectors.joining(",")));
  }

  private static void work(Shards shards, Path directory, String name) {
    Map<Integer, WorkLog> logs = new HashMap<>();
    while (true) {
      for (Shard shard : shards.mine()) {
        WorkLog log =
            logs.computeIfAbsent(
                shard.number(),
                number -> new WorkLog(directory.resolve("s" + number + "-" + name + ".log")));
        FencingToken token = shard.token();
        long before = System.nanoTime();
        shard.run(
            () ->
                log.append(
                    new Observation(before, System.nanoTime(), token.czxid(), token.local())));
      }
      LockSupport.parkNanos(PACE);
    }
  }
}
