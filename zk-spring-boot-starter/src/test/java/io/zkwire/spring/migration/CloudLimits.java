package io.zkwire.spring.migration;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Before: properties that Spring Cloud binds anew when a node has changed. */
@ConfigurationProperties("limits")
public class CloudLimits implements Limits {

  private volatile int items = 100;

  @Value("${limits.items}")
  private int atStart;

  public int getItems() {
    return items;
  }

  public void setItems(int items) {
    this.items = items;
  }

  @Override
  public int items() {
    return items;
  }

  @Override
  public int atStart() {
    return atStart;
  }
}
