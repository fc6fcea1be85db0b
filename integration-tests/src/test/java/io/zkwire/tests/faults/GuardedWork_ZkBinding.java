package io.zkwire.tests.faults;

import io.zkwire.annotation.LockMode;
import io.zkwire.annotation.OnLoss;
import io.zkwire.annotation.Otherwise;
import io.zkwire.runtime.spi.Bindings;
import io.zkwire.runtime.spi.ClassBinding;
import io.zkwire.runtime.spi.LeaderOnlySpec;
import io.zkwire.runtime.spi.LeaderSpec;
import io.zkwire.runtime.spi.LockSpec;
import io.zkwire.runtime.spi.Spec;
import java.util.List;

/** The binding, as the processor writes it. */
final class GuardedWork_ZkBinding implements ClassBinding<GuardedWork> {

  static {
    Bindings.register(new GuardedWork_ZkBinding());
  }

  @Override
  public List<Spec<GuardedWork>> specs() {
    return List.of(
        LeaderSpec.field("work", "leadership", (object, handle) -> object.leadership = handle),
        new LeaderOnlySpec<>(GuardedWork_ZkGuarded.LEAD, "work", Otherwise.SKIP, OnLoss.FINISH),
        new LockSpec<>(
            GuardedWork_ZkGuarded.LOCKED,
            "work",
            LockMode.EXCLUSIVE,
            null,
            Otherwise.THROW,
            OnLoss.FINISH));
  }

  @Override
  public Class<?> type() {
    return GuardedWork.class;
  }

  @Override
  public String manifest() {
    return null;
  }
}
