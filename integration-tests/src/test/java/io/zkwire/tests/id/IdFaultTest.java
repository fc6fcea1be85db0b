package io.zkwire.tests.id;

import static org.assertj.core.api.Assertions.assertThat;

import io.zkwire.ErrorCode;
import io.zkwire.IdException;
import io.zkwire.IdGenerator;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Stranger;
import org.junit.jupiter.api.Test;

/** IDs while nodes are closed, deleted, or cannot be reached. */
@ZkTest(sessionTimeout = "6s")
class IdFaultTest {

  @Test
  void refusedCallsDoNotMakeTheNextBlockLarger(ZkWire zk, ZkClients clients) {
    IdGenerator ids = zk.ids("orders");
    long last = ids.nextLong();
    Stranger stranger = new Stranger(zk, clients.chroot());
    stranger.delete("/ids/orders/counter");
    stranger.delete("/zkwire/ids/orders");
    for (int refused = 0; refused < 20; ) {
      try {
        last = ids.nextLong();
      } catch (IdException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.ID_BACK);
        refused++;
      }
    }
    zk.confirmGeneration();
    assertThat(ids.nextLong() - last).isBetween(1L, 10_000L);
  }
}
