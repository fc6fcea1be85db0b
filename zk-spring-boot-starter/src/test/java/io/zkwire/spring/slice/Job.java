package io.zkwire.spring.slice;

import io.zkwire.annotation.LeaderOnly;
import io.zkwire.annotation.Otherwise;
import io.zkwire.annotation.ZkConfig;
import org.springframework.stereotype.Component;

/** In the slice. */
@Component
public class Job {

  @ZkConfig("job/size")
  private volatile int size = 3;

  /** For Spring. */
  public Job() {}

  int size() {
    return size;
  }

  /** Runs. */
  @LeaderOnly(value = "job", otherwise = Otherwise.THROW)
  public String run() {
    return "run";
  }
}
