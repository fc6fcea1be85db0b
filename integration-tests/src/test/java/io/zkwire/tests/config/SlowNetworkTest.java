package io.zkwire.tests.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.Live;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkProxy;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Stranger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A line of 64 kbit/s with 200 ms of delay: a hundred keys of 1 KiB bind and follow without one
 * disconnect. For as long as the system property {@code zkwire.slow.seconds} says, 60 by default.
 */
@Tag("slow")
@ZkTest(sessionTimeout = "6s")
class SlowNetworkTest {

  private static final Duration LENGTH =
      Duration.ofSeconds(Integer.getInteger("zkwire.slow.seconds", 60));

  @Test
  void nothingFlaps(ZkWire zk, ZkClients clients, ZkFaults faults) {
    Stranger stranger = new Stranger(zk, clients.chroot());
    for (int i = 0; i < 100; i++) {
      stranger.set("/config/slow/k" + i, "0".repeat(1_020) + ":" + i);
    }
    ZkWire slow = clients.newClient(o -> o.connectTimeout(Duration.ofMinutes(1)));
    List<SessionState> states = new CopyOnWriteArrayList<>();
    slow.onState(states::add);
    ZkProxy line = faults.proxy(slow);
    line.delay(Duration.ofMillis(200));
    line.bytesPerSecond(8_000);

    HundredKeys bound = slow.create(HundredKeys.class);
    assertThat(bound.last()).endsWith(":99");
    Live<String> live = slow.config().live("slow/k7", String.class, "");
    List<String> wanted = new ArrayList<>();
    long end = System.nanoTime() + LENGTH.toNanos();
    for (int i = 0; System.nanoTime() < end; i++) {
      String value = "1".repeat(1_000) + ":" + i;
      stranger.set("/config/slow/k7", value);
      wanted.add(value);
      await().atMost(30, TimeUnit.SECONDS).until(() -> live.get().equals(value));
    }
    assertThat(wanted).isNotEmpty();
    assertThat(states).isEmpty();
  }
}
