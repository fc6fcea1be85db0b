package io.zkwire.benchmarks.spring;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** A bean that has nothing to do with the key that changes, and counts how often it is touched. */
@ConfigurationProperties("other")
class Other implements InitializingBean {

  static final int BEANS = 10;

  private static final AtomicInteger TOUCHED = new AtomicInteger();

  private int limit;

  Other() {}

  public int getLimit() {
    return limit;
  }

  public void setLimit(int limit) {
    this.limit = limit;
  }

  @Override
  public void afterPropertiesSet() {
    TOUCHED.incrementAndGet();
  }

  /** How often any of them was initialised again after the start. */
  static int touched() {
    return TOUCHED.get() - BEANS;
  }
}
