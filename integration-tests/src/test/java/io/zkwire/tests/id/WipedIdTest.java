package io.zkwire.tests.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.ErrorCode;
import io.zkwire.IdException;
import io.zkwire.IdGenerator;
import io.zkwire.IdOptions;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** R12: an ensemble that came back without its data gives no IDs to those who remember. */
@ZkTest(sessionTimeout = "6s", serverPerMethod = true)
class WipedIdTest {

  @Test
  void idsAreRefusedUntilAnOperatorConfirmsAndGoOnAboveTheHighest(
      ZkWire zk, ZkClients clients, ZkFaults faults) {
    IdGenerator block = zk.ids("block");
    IdGenerator sequential = zk.ids("sequential", IdOptions.sequential("job"));
    IdGenerator snowflake = zk.ids("snowflake", IdOptions.snowflake());
    Set<Long> blocks = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      blocks.add(block.nextLong());
    }
    long node = sequential.nextLongs(300)[299];
    long event = // a lease of a busy machine may lapse
        await()
            .ignoreExceptionsInstanceOf(IdException.class)
            .until(snowflake::nextLong, id -> id > 0);

    faults.wipe();
    await().atMost(60, TimeUnit.SECONDS).until(() -> zk.health().generationChanged());
    for (IdGenerator each : List.of(block, sequential, snowflake)) {
      await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(each::nextLong)
                      .isInstanceOfSatisfying(
                          IdException.class,
                          e -> assertThat(e.code()).isEqualTo(ErrorCode.ID_BACK)));
    }
    // One that does not remember begins anew: it knows no other ensemble.
    assertThat(clients.newClient().ids("block").nextLong()).isEqualTo(1);

    // However far it comes: that the stored numbers are high again shows nothing.
    ZkWire unaware = clients.newClient();
    unaware.ids("block").nextLongs(100_000);
    unaware.ids("sequential", IdOptions.sequential("job")).nextLongs(2_000);
    unaware.ids("snowflake", IdOptions.snowflake()).nextLong();
    for (IdGenerator each : List.of(block, sequential, snowflake)) {
      assertThatThrownBy(each::nextLong)
          .isInstanceOfSatisfying(
              IdException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ID_BACK));
    }

    zk.confirmGeneration();
    for (int i = 0; i < 500; i++) {
      assertThat(blocks.add(block.nextLong())).isTrue();
    }
    assertThat(sequential.nextLong()).isGreaterThan(node);
    await().ignoreExceptionsInstanceOf(IdException.class).until(() -> snowflake.nextLong() > event);
  }
}
