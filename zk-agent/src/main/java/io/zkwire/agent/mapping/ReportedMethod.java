package io.zkwire.agent.mapping;

import io.zkwire.runtime.spi.ProgressSpec;
import io.zkwire.runtime.spi.Spec;

/**
 * A method whose calls are reported as workers of a task. It runs whatever happens.
 *
 * @param task the task
 * @param worker the worker's name, or an empty text for one of its own
 */
record ReportedMethod(String task, String worker) implements MethodWish {

  static MethodWish read(Section entry) {
    String worker = entry.text("worker");
    return new ReportedMethod(entry.needed("report-progress"), worker == null ? "" : worker);
  }

  @Override
  public String refusal(MethodShape method) {
    return "";
  }

  @Override
  public boolean guards() {
    return true;
  }

  @Override
  public boolean refuses() {
    return false;
  }

  @Override
  public Spec<Carried> spec(Carried to, MethodShape method, Answer answer) {
    return new ProgressSpec<>(method.signature(), task, worker);
  }
}
