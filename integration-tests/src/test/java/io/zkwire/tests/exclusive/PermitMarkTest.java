package io.zkwire.tests.exclusive;

import static org.assertj.core.api.Assertions.assertThat;

import io.zkwire.HeldLock;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.ZkWire;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The child that is made and deleted with a root counts as one who left without a release. It was
 * acknowledged only where somebody had to wait for it, so that after a first use without contention
 * the last of several permits was given only after the lock-delay, each time. The clock stands
 * still here: whoever waits for the delay waits in vain.
 */
@Tag("slow")
@ZkTest(sessionTimeout = "4s")
class PermitMarkTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void allPermitsAreHadAtOnceAfterAFirstUseWithoutContention(ZkClients clients) throws Exception {
    HandClock clock = new HandClock();
    LeaseOptions lease = LeaseOptions.defaults().lease(Duration.ofSeconds(1));
    ZkWire one = clients.newClient(b -> b.lease(lease).clock(clock));
    ZkWire other = clients.newClient(b -> b.lease(lease).clock(clock));
    one.locks().permits("exports", 2).tryAcquire(LONG).orElseThrow().close();
    for (int round = 0; round < 3; round++) {
      try (HeldLock first = one.locks().permits("exports", 2).tryAcquire(LONG).orElseThrow();
          HeldLock second = other.locks().permits("exports", 2).tryAcquire(LONG).orElseThrow()) {
        assertThat(first.token()).isNotEqualTo(second.token());
      }
    }
  }
}
