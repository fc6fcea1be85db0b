package io.zkwire.benchmarks.exclusive;

import io.zkwire.annotation.OnLoss;
import io.zkwire.annotation.Otherwise;
import io.zkwire.runtime.spi.Bindings;
import io.zkwire.runtime.spi.ClassBinding;
import io.zkwire.runtime.spi.LeaderOnlySpec;
import io.zkwire.runtime.spi.Spec;
import java.util.List;

/** As the processor writes it. */
final class Step_ZkBinding implements ClassBinding<Step> {

  static {
    Bindings.register(new Step_ZkBinding());
  }

  @Override
  public List<Spec<Step>> specs() {
    return List.of(new LeaderOnlySpec<>("step()", "${role}", Otherwise.SKIP, OnLoss.FINISH));
  }

  @Override
  public Class<?> type() {
    return Step.class;
  }
}
