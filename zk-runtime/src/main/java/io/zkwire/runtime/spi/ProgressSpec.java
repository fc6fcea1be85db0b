package io.zkwire.runtime.spi;

import io.zkwire.annotation.OnLoss;
import io.zkwire.annotation.Otherwise;

/**
 * A method whose calls are reported as workers of a task. It refuses no call.
 *
 * @param <B> the class
 * @param member the method, {@code name(type,type)}
 * @param task the task as it was written, placeholders included
 * @param worker the worker's name as it was written, or an empty text for one of its own
 */
public record ProgressSpec<B>(String member, String task, String worker) implements GuardSpec<B> {

  @Override
  public Otherwise otherwise() {
    return Otherwise.THROW;
  }

  @Override
  public OnLoss onLoss() {
    return OnLoss.FINISH;
  }
}
