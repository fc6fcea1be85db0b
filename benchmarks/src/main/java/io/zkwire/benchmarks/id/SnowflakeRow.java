package io.zkwire.benchmarks.id;

import io.zkwire.IdOptions;
import io.zkwire.benchmarks.harness.Alternatives;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Row;
import java.util.List;

/** I4: numbers of time, worker and sequence. Their layouts set a ceiling, a millisecond each. */
public final class SnowflakeRow implements Row {

  private static final double COSID_CEILING = (1 << 12) / 1e3;

  @Override
  public String id() {
    return "I4";
  }

  @Override
  public String title() {
    return "snowflake IDs: the ceiling of the layout, CosId MillisecondSnowflakeId";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    Alternatives ids = new Alternatives(IdBench.class, 500, false);
    ids.run(List.of("snowflake", "snowflakePeer"), lab.rounds(5, 2), lab.server());
    double ceiling = (1 << IdOptions.snowflake().layoutInForce().sequenceBits()) / 1e3;
    double ours = 1e3 / ids.nanos("snowflake");
    return List.of(
        line("IDs by 1 thread | the ceiling of the layout", ours, ceiling, 0.98),
        line("IDs by 1 thread | CosId", ours, 1e3 / ids.nanos("snowflakePeer"), 3.9),
        line("the ceiling of the layout | that of CosId", ceiling, COSID_CEILING, 4));
  }

  private static Line line(String name, double ours, double peer, double factor) {
    return new Line("I4", name, ours, peer, "M/s", Goal.atLeastTimesPeer(factor));
  }
}
