package io.zkwire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWire;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What a test gets, and for how long. */
@ZkTest(chroot = "/acme/shop")
@Timeout(60)
class LifecycleTest {
  private static final Set<String> CHROOTS = new HashSet<>();
  private static final List<ZkWire> CLIENTS = new ArrayList<>();

  private final ZkWire ofConstructor;
  private final ZkClients clients;
  private ZkWire ofBeforeEach;

  LifecycleTest(ZkWire zk, ZkClients clients) {
    ofConstructor = zk;
    this.clients = clients;
  }

  @BeforeAll
  static void all(ZkWire zk, ZkClients clients) {
    CHROOTS.clear();
    CHROOTS.add(clients.chroot());
    CLIENTS.add(zk);
  }

  @BeforeEach
  void each(ZkWire zk) {
    ofBeforeEach = zk;
    CLIENTS.add(zk);
  }

  @AfterEach
  void stillOpen() {
    assertThat(ofBeforeEach.state()).isEqualTo(SessionState.CONNECTED);
    assertThat(CLIENTS.get(0).state())
        .as("the client of the class")
        .isEqualTo(SessionState.CONNECTED);
  }

  @AfterAll
  static void clientsOfEarlierTestsAreClosed() {
    assertThat(CLIENTS.subList(1, CLIENTS.size()))
        .allMatch(zk -> zk.state() == SessionState.CLOSED);
  }

  @Test
  void oneClientThroughoutATest(ZkWire zk, TestInfo info) {
    assertThat(zk).isSameAs(ofConstructor).isSameAs(ofBeforeEach);
    assertThat(clients.chroot()).startsWith("/acme/shop/t-");
    assertThat(CHROOTS.add(clients.chroot())).as(info.getDisplayName()).isTrue();
  }

  @Test
  void anotherTestHasAnotherChroot(ZkWire zk, ZkWire second) throws Exception {
    assertThat(CHROOTS.add(clients.chroot())).isTrue();
    assertThat(second).isNotSameAs(zk);
    clients.curator(zk).create().forPath("/shared");
    assertThat(clients.curator(second).checkExists().forPath("/shared")).isNotNull();
    assertThat(second.curator().checkExists().forPath(clients.chroot() + "/shared")).isNotNull();
  }

  @Test
  @ZkTest(servers = 3)
  void anAnnotatedMethodHasServersOfItsOwn(ZkEnsemble ensemble, ZkWire zk) {
    assertThat(ensemble.size()).isEqualTo(3);
    assertThat(zk)
        .as("the constructor's is on the servers of the class")
        .isNotSameAs(ofConstructor);
  }

  @Nested
  class NestedTest {
    private final ZkWire inner;

    NestedTest(ZkWire zk) {
      inner = zk;
    }

    @Test
    void sharesTheTestOfTheOuterInstance(ZkWire zk, ZkServer server) {
      assertThat(inner).isSameAs(zk).isSameAs(ofConstructor);
      assertThat(server.isServing()).isTrue();
      assertThat(CHROOTS.add(clients.chroot())).isTrue();
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class PerClassTest {
    private final ZkWire inner;

    PerClassTest(ZkWire zk) {
      inner = zk;
    }

    @Test
    void theClientOfTheInstanceLivesAsLongAsTheClass(ZkWire zk) {
      assertThat(inner).isNotSameAs(zk).isSameAs(CLIENTS.get(0));
      assertThat(zk.state()).isEqualTo(SessionState.CONNECTED);
    }
  }
}
