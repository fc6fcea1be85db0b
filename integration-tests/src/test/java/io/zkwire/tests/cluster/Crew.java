package io.zkwire.tests.cluster;

import io.zkwire.annotation.ClusterMember;
import io.zkwire.annotation.MemberState;
import io.zkwire.annotation.ZkConfig;
import java.util.concurrent.CountDownLatch;

/** Classes of the tests of what fails while members come and go. */
public final class Crew {

  private Crew() {}

  /** One whose state does not come. */
  @ClusterMember(group = "crew", id = "${id}")
  public static class Stuck {
    final CountDownLatch mayTell = new CountDownLatch(1);

    @MemberState("phase")
    String phase() throws InterruptedException {
      mayTell.await();
      return "told";
    }
  }

  /** One that cannot be bound without a key. */
  @ClusterMember(group = "crew", id = "${id}")
  public static class Needy {
    @ZkConfig(value = "crew/needed", required = true)
    volatile int needed;
  }
}
