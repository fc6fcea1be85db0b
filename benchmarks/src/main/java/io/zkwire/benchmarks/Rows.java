package io.zkwire.benchmarks;

import io.zkwire.benchmarks.agent.AttachRow;
import io.zkwire.benchmarks.agent.WovenRow;
import io.zkwire.benchmarks.cluster.ChangeCostRow;
import io.zkwire.benchmarks.cluster.RegisterRow;
import io.zkwire.benchmarks.cluster.SeenRow;
import io.zkwire.benchmarks.command.CommandRow;
import io.zkwire.benchmarks.compile.CompileRow;
import io.zkwire.benchmarks.config.BindRow;
import io.zkwire.benchmarks.config.FootprintRow;
import io.zkwire.benchmarks.config.PushRow;
import io.zkwire.benchmarks.config.ReadRow;
import io.zkwire.benchmarks.config.ResyncRow;
import io.zkwire.benchmarks.console.ConsoleRow;
import io.zkwire.benchmarks.endpoint.PickRow;
import io.zkwire.benchmarks.endpoint.SlowBackendRow;
import io.zkwire.benchmarks.endpoint.VisibleRow;
import io.zkwire.benchmarks.exclusive.ContentionRow;
import io.zkwire.benchmarks.exclusive.FailoverRow;
import io.zkwire.benchmarks.exclusive.FreezeRow;
import io.zkwire.benchmarks.exclusive.GuardRow;
import io.zkwire.benchmarks.exclusive.LeaseCostRow;
import io.zkwire.benchmarks.exclusive.LockRow;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.id.BlockRow;
import io.zkwire.benchmarks.id.SequentialRow;
import io.zkwire.benchmarks.id.SnowflakeRow;
import io.zkwire.benchmarks.queue.ThroughputRow;
import io.zkwire.benchmarks.queue.WakeUpsRow;
import io.zkwire.benchmarks.spring.PropertyChangeRow;
import io.zkwire.benchmarks.spring.StartRow;
import java.util.List;

/** The one list of rows, in the order in which they run. */
final class Rows {

  static final List<Row> ALL =
      List.of(
          new ReadRow(), //
          new PushRow(),
          new BindRow(),
          new ResyncRow(),
          new FootprintRow(),
          new GuardRow(),
          new LockRow(),
          new ContentionRow(),
          new FailoverRow(),
          new FreezeRow(),
          new LeaseCostRow(),
          new RegisterRow(),
          new SeenRow(),
          new ChangeCostRow(),
          new CommandRow(),
          BlockRow.one(),
          BlockRow.two(),
          new SequentialRow(),
          new SnowflakeRow(),
          new PickRow(),
          new SlowBackendRow(),
          new VisibleRow(),
          new ThroughputRow(),
          new WakeUpsRow(),
          new WovenRow(),
          new AttachRow(),
          new ConsoleRow(),
          new StartRow(),
          new PropertyChangeRow(),
          new CompileRow());

  private Rows() {}
}
