package io.zkwire.agent.mapping;

import io.zkwire.TaskProgress;
import io.zkwire.runtime.spi.ProgressListenerSpec;
import io.zkwire.runtime.spi.Spec;
import java.util.function.Function;

/**
 * A method that is told how far a task is.
 *
 * @param task the task
 */
record ProgressListener(String task) implements ToldMethod {

  static MethodWish read(Section entry) {
    return new ProgressListener(entry.needed("on-progress"));
  }

  @Override
  public Class<?> value() {
    return TaskProgress.class;
  }

  @Override
  public String what() {
    return "progress";
  }

  @Override
  public Spec<Carried> telling(MethodShape method, Function<Object, Object[]> arguments) {
    return new ProgressListenerSpec<>(
        method.name(), task, (carried, now) -> carried.call(method, arguments.apply(now)));
  }
}
