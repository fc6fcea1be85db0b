package io.zkwire.agent.mapping;

import io.zkwire.TaskProgress;
import io.zkwire.runtime.spi.ProgressListenerSpec;
import io.zkwire.runtime.spi.Spec;
import java.util.List;

/**
 * A method that is told how far a task is.
 *
 * @param task the task
 */
record ProgressListener(String task) implements MethodWish {

  private static final String NOW = "(L" + TaskProgress.class.getName().replace('.', '/') + ";)";

  static MethodWish read(Section entry) {
    return new ProgressListener(entry.needed("on-progress"));
  }

  @Override
  public String refusal(MethodShape method) {
    return method.descriptor().startsWith("()") || method.descriptor().startsWith(NOW)
        ? ""
        : "a method that is told of progress has no parameters";
  }

  @Override
  public boolean guards() {
    return false;
  }

  @Override
  public List<Integer> arguments() {
    return List.of();
  }

  @Override
  public Spec<Carried> spec(Carried to, MethodShape shape, Answer answer) {
    boolean told = shape.parameters() == 1;
    if (told && to.method(shape.signature()).getParameterTypes()[0] != TaskProgress.class) {
      throw new IllegalArgumentException(
          "the application brings its own io.zkwire.TaskProgress, which the agent cannot make");
    }
    ProgressListenerSpec.Call<Carried> call =
        (carried, now) -> carried.call(shape, told ? new Object[] {now} : new Object[0]);
    return new ProgressListenerSpec<>(shape.name(), task, call);
  }
}
