package io.zkwire.tests.exclusive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.BindingException;
import io.zkwire.ErrorCode;
import io.zkwire.NotLeaderException;
import io.zkwire.annotation.LeaderOnly;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.exclusive.Jobs.Reports;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Guards that a class has from its superclass: asked, or the object is refused. */
@ZkTest(sessionTimeout = "4s")
class InheritedGuardsTest {

  /** The processor does not see it. */
  static class Unseen extends Reports {}

  /** One annotation of its own is enough for all that it inherits. */
  static class Seen extends Reports {
    @Override
    @LeaderOnly("reports")
    public void runOnce() {
      super.runOnce();
    }
  }

  private static void assertRefused(ThrowingCallable call, String found, String mend) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            BindingException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.GUARD_NOT_WIRED))
        .hasMessageContaining(found)
        .hasMessageContaining(mend);
  }

  @Test
  void aClassThatOnlyInheritsGuardsIsRefusedWithTheWayOut(ZkWire zk) {
    String found = "Unseen inherits it, and without an annotation of its own has no guarded";
    String mend = "Override a guarded method in Unseen and repeat its guard";
    assertRefused(() -> zk.create(Unseen.class), found, mend);
    assertRefused(() -> zk.bind(new Unseen()), found, mend);
  }

  @Test
  void anObjectThatWasMadeWithoutItsGuardedSubclassIsRefusedWithTheWayOut(ZkWire zk) {
    String found = "Reports.runOnce() is guarded, but nobody would ask its guard";
    assertRefused(() -> zk.bind(new Reports()), found, "zk.create(Reports.class, ...)");
  }

  @Test
  void aClassThatRepeatsOneGuardIsAskedForAllThatItInherits(ZkWire one, ZkWire two) {
    Seen leader = one.create(Seen.class);
    await().until(leader.leadership::held);
    Seen follower = two.create(Seen.class);
    leader.runOnce();
    leader.runTwice();
    assertThat(leader.runs).hasValue(3);
    assertThat(leader.pending()).isEqualTo(7);
    follower.runOnce();
    follower.runTwice();
    assertThat(follower.runs).hasValue(0);
    assertThatThrownBy(follower::pending).isInstanceOf(NotLeaderException.class);
  }
}
