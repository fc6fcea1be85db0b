package io.zkwire.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.BarrierBrokenException;
import io.zkwire.BarrierBrokenException.Reason;
import io.zkwire.BarrierPass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What tests of barriers have in common: a barrier for three, each in a process of its own. */
abstract class BarrierCase {

  static final Duration LONG = Duration.ofSeconds(30);
  static final String ROOT = "/app/barriers/start";

  @RegisterExtension final OneServer server = new OneServer();
  final List<ZkWire> opened = new ArrayList<>();
  final ExecutorService threads = Executors.newCachedThreadPool();
  CuratorFramework stranger;

  @BeforeEach
  void connect() {
    stranger = server.stranger();
    for (int i = 0; i < 3; i++) {
      opened.add(server.open());
    }
  }

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  static <T> T get(Future<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  Future<Boolean> party(int which) {
    return party(which, LONG);
  }

  Future<Boolean> party(int which, Duration timeout) {
    return threads.submit(
        () -> {
          opened.get(which).barrier("start", 3).await(timeout);
          return true;
        });
  }

  /** One that enters; to be closed by who wants it to leave. */
  Future<BarrierPass> entering(int which) {
    return threads.submit(() -> opened.get(which).barrier("start", 3).enter(LONG));
  }

  void allPass() throws Exception {
    for (Future<Boolean> each : List.of(party(0), party(1), party(2))) {
      assertThat(get(each)).isTrue();
    }
  }

  void awaitStanding(String generation, int nodes) {
    await()
        .until(
            () -> {
              Stat stat = stranger.checkExists().forPath(ROOT + "/" + generation);
              return stat != null && stat.getNumChildren() == nodes;
            });
  }

  static void brokenBy(Future<?> party, Reason reason) {
    assertThatThrownBy(() -> get(party))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            BarrierBrokenException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
