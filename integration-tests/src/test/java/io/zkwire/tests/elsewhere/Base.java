package io.zkwire.tests.elsewhere;

import io.zkwire.annotation.OnConfigChange;
import io.zkwire.annotation.ZkConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A superclass in another package, with private members and a type parameter of its own. */
public class Base<T> {

  @ZkConfig("base/limit")
  private volatile int limit = 3;

  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

  @OnConfigChange("base/limit")
  private void limitChanged(int before, int now) {
    seen.add(before + "->" + now + ", field " + limit);
  }

  public int limit() {
    return limit;
  }

  public List<String> seen() {
    return seen;
  }

  /** Uses the type parameter. */
  public T same(T value) {
    return value;
  }
}
