package io.zkwire.tests.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One invariant, judged from the logs of all processes of a run. */
interface LogCheck {

  Finding judge(Path directory);

  /** All invariants, for a number of workers. */
  static List<LogCheck> all(int workers) {
    List<LogCheck> checks = new ArrayList<>();
    checks.add(new ExclusiveCheck(LeaderLoad.FEATURE, List.of(LeaderLoad.FEATURE)));
    checks.add(new ExclusiveCheck(LockLoad.FEATURE, List.of(LockLoad.FEATURE)));
    checks.add(
        new ExclusiveCheck(
            ShardLoad.FEATURE,
            IntStream.range(0, ShardLoad.SHARDS).mapToObj(n -> ShardLoad.FEATURE + n).toList()));
    Stream.of(
            new FenceCheck(),
            new IdCheck(),
            new ConfigCheck(),
            new MemberCheck(),
            new EndpointCheck(),
            new ProgressCheck(),
            new CommandCheck(),
            new QueueCheck(),
            new BarrierCheck(),
            new QuietCheck(workers),
            new LeakCheck(),
            new ProcessCheck())
        .forEach(checks::add);
    return checks;
  }
}
