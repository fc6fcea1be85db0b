package io.zkwire.tests.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.IdOptions;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Counting;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first use of a type asks ZooKeeper; a connection that is lost meanwhile is no failure. */
@ZkTest(sessionTimeout = "6s")
class FirstUseTest {

  private final Counting counted = new Counting();
  private final ExecutorService threads = Executors.newSingleThreadExecutor();

  @AfterEach
  void endThread() {
    threads.shutdownNow();
  }

  static IdOptions[] strategies() {
    return new IdOptions[] {
      IdOptions.block(), IdOptions.sequential("job"), IdOptions.snowflake(),
    };
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void theQuestionThatGotNoAnswerIsAskedAgain(IdOptions options, ZkClients clients, ZkFaults faults)
      throws Exception {
    ZkWire zk = clients.newClient(b -> b.metrics(counted));
    faults.proxy(zk).blackHole();
    long before = counted.requests();
    Future<Long> first = threads.submit(() -> zk.ids("late", options).nextLong());
    await().until(() -> counted.requests() > before);
    faults.suspend(zk); // what was asked has failed
    faults.resume(zk);
    assertThat(first.get(30, TimeUnit.SECONDS)).isNotNegative();
  }
}
