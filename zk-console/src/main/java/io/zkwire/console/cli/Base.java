package io.zkwire.console.cli;

import io.zkwire.console.model.Actor;
import io.zkwire.console.model.Model;
import io.zkwire.runtime.ZkWire;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command that talks to ZooKeeper has in common. */
abstract class Base implements Callable<Integer> {

  @Spec @Nullable CommandSpec spec;

  @Mixin Connect connect = new Connect();

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Override
  public final Integer call() throws Exception {
    try (ZkWire zk = connect.open();
        Model model = follows() ? Model.live(zk) : Model.once(zk)) {
      return run(model, Out.of(spec, json));
    }
  }

  Actor actor() {
    return new Actor(connect.author(), "command line");
  }

  /** Whether the command goes on to look. */
  boolean follows() {
    return false;
  }

  abstract int run(Model model, Out out) throws Exception;
}
