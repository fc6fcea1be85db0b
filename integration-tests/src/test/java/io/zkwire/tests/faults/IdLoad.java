package io.zkwire.tests.faults;

import io.zkwire.IdGenerator;
import io.zkwire.IdStrategy;
import io.zkwire.annotation.GlobalId;
import java.nio.file.Path;

/** Takes IDs of all strategies, and writes each of them down. */
final class IdLoad extends Load {
  static final String FEATURE = "id";
  private static final int BURST = 5;
  private static final long PACE_MILLIS = 20;
  private static final long SEQUENTIAL_PACE_MILLIS = 200;

  private Numbers numbers;

  IdLoad(Stage stage) {
    super(stage, FEATURE);
  }

  /** What an application would write. */
  static class Numbers {
    @GlobalId(type = "block")
    IdGenerator block;

    @GlobalId(type = "snowflake", strategy = IdStrategy.SNOWFLAKE)
    IdGenerator snowflake;

    @GlobalId(type = "sequential", name = "job", strategy = IdStrategy.SEQUENTIAL)
    IdGenerator sequential;
  }

  @Override
  void start() {
    numbers = stage.zk().create(Numbers.class);
    take("block-1", numbers.block, BURST, PACE_MILLIS);
    take("block-2", numbers.block, BURST, PACE_MILLIS);
    take("snowflake-1", numbers.snowflake, BURST, PACE_MILLIS);
    take("sequential-1", numbers.sequential, 1, SEQUENTIAL_PACE_MILLIS);
  }

  private void take(String name, IdGenerator ids, int burst, long pace) {
    Path file = stage.directory().resolve(stage.process() + ".log");
    IdLog log = new IdLog(file, name);
    loop(
        name,
        () -> {
          for (int i = 0; i < burst; i++) {
            log.append(ids.nextLong());
          }
          pause(pace);
        });
  }
}
