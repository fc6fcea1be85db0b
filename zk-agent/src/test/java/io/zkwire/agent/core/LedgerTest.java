package io.zkwire.agent.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.zkwire.agent.mapping.ClassEntry;
import io.zkwire.agent.mapping.MappingFile;
import io.zkwire.agent.mapping.MethodShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final List<ClassEntry> CLASSES =
      MappingFile.parse(
              "zkwire.yaml",
              """
              version: 1
              zookeeper: { connect: "zk:1" }
              classes:
                - class: shop.Cap
                  methods: [ { method: runs(), leader-only: shop } ]
              """)
          .classes();

  private static Plan plan(int version) {
    ClassShape shape =
        new ClassShape(version, List.of(), List.of(new MethodShape("runs", "()V", 0)));
    return Plan.of(CLASSES.get(0), shape, new SiteNumbers());
  }

  private final Ledger ledger = new Ledger(CLASSES);

  @Test
  void aClassThatIsNotLoadedWaits() {
    assertThat(ledger.lines()).containsExactly("shop.Cap.runs() " + Ledger.WAITING);
    assertThat(ledger.clean()).isTrue();
  }

  @Test
  void aClassThatIsWovenNoLongerWaits() {
    ledger.woven(plan(49));
    assertThat(ledger.lines()).containsExactly("shop.Cap.runs() woven");
    assertThat(ledger.clean()).isTrue();
  }

  /** The status told of the last of several web applications only. */
  @Test
  void whatFailedInOneLoaderIsNotHiddenByAnother() {
    ledger.failed("shop.Cap", new IllegalStateException("hidden"));
    ledger.woven(plan(61));
    assertThat(ledger.lines().get(0)).contains("failed: ", "hidden", "; woven");
    assertThat(ledger.clean()).isFalse();
  }

  @Test
  void aClassFileThatIsTooOldIsSkipped() {
    ledger.woven(plan(48));
    assertThat(ledger.lines().get(0)).contains("skipped: ", "version 48; the oldest is 49");
    assertThat(ledger.clean()).isFalse();
  }
}
