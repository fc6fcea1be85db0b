package io.zkwire.runtime.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.zkwire.ConsumerOptions;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a consumer claims before it has time for it. */
class ConsumerTest {

  private static final long QUICK = 10_000;
  private static final long SLOW = 5_000_000_000L;

  private static Consumer consumer(ConsumerOptions options) {
    return new Consumer("c", String.class, options, () -> true, (item, delivery) -> {});
  }

  private static StoredItem item(int tries) {
    String json = "{\"id\":\"a\",\"item\":\"x\",\"tries\":" + tries + "}";
    return StoredItem.parse("i0000000001", json.getBytes(StandardCharsets.UTF_8));
  }

  private static void call(Consumer consumer, long nanos) {
    consumer.asks(false);
    assertThat(consumer.takesNow()).isTrue();
    consumer.ended(false, nanos);
  }

  @Test
  void quickCallsLetItClaimAheadAndASlowOneEndsThat() {
    Consumer consumer = consumer(ConsumerOptions.defaults());
    assertThat(consumer.ahead()).isZero();
    for (int i = 0; i < 50; i++) {
      call(consumer, QUICK);
    }
    assertThat(consumer.ahead()).isEqualTo(16);
    assertThat(consumer.free()).isEqualTo(1);
    for (int i = 0; i < 17; i++) {
      assertThat(consumer.mayClaimAhead(item(0))).isTrue();
      consumer.asks(false);
    }
    assertThat(consumer.mayClaimAhead(item(0))).isFalse();
    assertThat(consumer.free()).isZero();
    for (int i = 0; i < 17; i++) {
      consumer.missed(false);
    }
    call(consumer, SLOW);
    assertThat(consumer.ahead()).isZero();
  }

  /** Or an item that kills its process would use up the tries of those beside it. */
  @Test
  void whatWasTriedBeforeIsAloneInHand() {
    Consumer consumer = consumer(ConsumerOptions.defaults());
    for (int i = 0; i < 10; i++) {
      call(consumer, QUICK);
    }
    assertThat(consumer.mayClaimAhead(item(1))).isFalse();
    consumer.asks(true);
    assertThat(consumer.mayClaimAhead(item(0))).isFalse();
    consumer.missed(true);
    assertThat(consumer.mayClaimAhead(item(0))).isTrue();
    Consumer once = consumer(ConsumerOptions.defaults().retries(0));
    for (int i = 0; i < 10; i++) {
      call(once, QUICK);
    }
    assertThat(once.mayClaimAhead(item(0))).isFalse();
  }
}
