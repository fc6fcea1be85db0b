package io.zkwire.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.ProgressBoard;
import io.zkwire.WorkerProgress.State;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.Binding;
import io.zkwire.runtime.ZkWire;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A program that knows nothing of zkwire: its own numbers tell how far it is. */
@ZkTest
class ProgressSourceTest {

  /** Has a field and a getter. */
  public static class Legacy {
    private final AtomicLong imported = new AtomicLong();
    private volatile int exported;

    int getExported() {
      return exported;
    }
  }

  @Test
  void aNumericFieldAndAGetterAreRead(ZkClients clients) {
    ZkWire one = clients.newClient();
    ZkWire two = clients.newClient();
    Legacy legacy = new Legacy();
    legacy.imported.set(3);
    Binding binding =
        AgentCarrier.get()
            .bind(
                one,
                legacy,
                """
                version: 1
                zookeeper: { connect: "unused" }
                classes:
                  - class: %s
                    fields:
                      - { field: imported, progress: import, total: 10 }
                    methods:
                      - { method: getExported, progress: export }
                """
                    .formatted(Legacy.class.getName()));
    ProgressBoard imports = two.progressBoard("import");
    ProgressBoard exports = two.progressBoard("export");
    await().until(() -> imports.now().done() == 3 && imports.now().percent() == 30);
    legacy.exported = 7;
    await().until(() -> exports.now().done() == 7);
    assertThat(exports.now().total()).as("it is not known").isZero();
    legacy.imported.set(10);
    await().until(() -> imports.now().ended());
    assertThat(imports.now().workers().get(0).state()).isEqualTo(State.DONE);
    legacy.imported.set(1); // begins again
    await().until(() -> imports.now().workers().get(0).state() == State.RUNNING);
    binding.close();
    await().until(() -> imports.now().ended() && exports.now().ended());
    assertThat(exports.now().workers().get(0).message()).contains("closed");
  }
}
