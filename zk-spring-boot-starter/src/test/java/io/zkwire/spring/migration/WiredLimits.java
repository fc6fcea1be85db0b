package io.zkwire.spring.migration;

import io.zkwire.annotation.ZkConfig;
import org.springframework.beans.factory.annotation.Value;

/** After: a field that follows its key. */
public class WiredLimits implements Limits {

  @ZkConfig("shop/limits/items")
  private volatile int items = 100;

  @Value("${limits.items}")
  private int atStart;

  @Override
  public int items() {
    return items;
  }

  @Override
  public int atStart() {
    return atStart;
  }
}
