package io.zkwire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.zkwire.OptionException;
import io.zkwire.ZkConnectException;
import io.zkwire.runtime.ZkWire;
import io.zkwire.runtime.ZkWireBuilder;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How the extension fails tests, and what it leaves; runs test classes inside. */
@Timeout(120)
class ExtensionTest {
  private static PlainSession leak;

  @AfterEach
  void closeLeak() {
    if (leak != null) {
      leak.close();
    }
  }

  @Test
  void aLeftEphemeralNodeFailsTheTestByName() {
    Engine engine = Engine.run(Leaks.class);
    assertThat(engine.succeeded())
        .containsExactly(
            "persistentNodesMayStay(ZkWire, ZkClients)", "withItsSession(ZkWire, ZkClients)");
    assertThat(engine.failureOf("leaks(ZkServer, ZkClients)"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("left ephemeral nodes behind")
        .hasMessageContaining("/left-behind (session 0x");
  }

  @ZkTest(sessionTimeout = "1s")
  static class Leaks {
    @Test
    void leaks(ZkServer server, ZkClients clients) throws Exception {
      clients.newClient();
      leak = new PlainSession(server.connectString());
      assertThat(leak.isAlive()).isTrue();
      var zooKeeper = leak.zooKeeper();
      zooKeeper.create(
          clients.chroot() + "/left-behind",
          new byte[0],
          org.apache.zookeeper.ZooDefs.Ids.OPEN_ACL_UNSAFE,
          CreateMode.EPHEMERAL);
    }

    @Test
    void withItsSession(ZkWire zk, ZkClients clients) throws Exception {
      clients.curator(zk).create().withMode(CreateMode.EPHEMERAL).forPath("/goes");
    }

    @Test
    void persistentNodesMayStay(ZkWire zk, ZkClients clients) throws Exception {
      clients.curator(zk).create().forPath("/stays");
    }
  }

  @Test
  void mistakesAreExplained() {
    assertThat(Engine.run(EvenServers.class).failureOf("test(ZkWire)"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("servers = 2 is not one of 1, 3, 5 and 7");
    assertThat(Engine.run(BadTimeout.class).failureOf("test(ZkWire)"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("sessionTimeout = \"soon\"")
        .hasMessageContaining("6s, 500ms");
    assertThat(Engine.run(ShortTimeout.class).failureOf("test(ZkWire)"))
        .hasMessageContaining("at least one tick (500 ms)");
    assertThat(Engine.run(BadChroot.class).failureOf("test(ZkWire)"))
        .hasMessageContaining("chroot = \"/a/../b\" is no path");
  }

  @ZkTest(servers = 2)
  static class EvenServers {
    @Test
    void test(ZkWire zk) {}
  }

  @ZkTest(sessionTimeout = "soon")
  static class BadTimeout {
    @Test
    void test(ZkWire zk) {}
  }

  @ZkTest(sessionTimeout = "100")
  static class ShortTimeout {
    @Test
    void test(ZkWire zk) {}
  }

  @ZkTest(chroot = "/a/../b")
  static class BadChroot {
    @Test
    void test(ZkWire zk) {}
  }

  @Test
  void parametersThatItDoesNotInjectAreExplained() {
    Engine engine = Engine.run(WrongParameters.class);
    assertThat(engine.succeeded()).isEmpty();
    assertThat(engine.failureOf("proxy(ZkProxy)"))
        .isInstanceOf(ParameterResolutionException.class)
        .hasMessageContaining("cannot inject ZkProxy")
        .hasMessageContaining("proxy(zk)");
    assertThat(engine.failureOf("builder(ZkWireBuilder)"))
        .hasMessageContaining("newClient(builder -> ...)");
    assertThat(engine.failureOf("server(ZkServer)"))
        .hasMessageContaining("With servers = 3 take ZkEnsemble");
  }

  @ZkTest
  static class WrongParameters {
    @Test
    void proxy(ZkProxy proxy) {}

    @Test
    void builder(ZkWireBuilder builder) {}

    @Test
    @ZkTest(servers = 3)
    void server(ZkServer server) {}
  }

  @Test
  void methodsOfOneAnnotationAndComposedAnnotations() {
    Engine engine = Engine.run(MethodOnly.class, Composed.class);
    assertThat(engine.failed()).isEmpty();
    assertThat(engine.succeeded()).contains("annotated(ZkWire)", "composed(ZkWire)", "plain()");
  }

  @Test
  void aConstructorNeedsTheAnnotationOnItsClass() {
    assertThat(Engine.run(MethodAndConstructor.class).failureOf("test()"))
        .isInstanceOf(ParameterResolutionException.class)
        .hasMessageContaining("annotate the class");
  }

  static class MethodAndConstructor {
    MethodAndConstructor(ZkWire zk) {}

    @Test
    @ZkTest
    void test() {}
  }

  static class MethodOnly {
    @Test
    @ZkTest
    void annotated(ZkWire zk) {
      assertThat(zk).isNotNull();
    }

    @Test
    void plain() {}
  }

  @ZkTest(tickTime = 200, sessionTimeout = "PT1S")
  @Retention(RetentionPolicy.RUNTIME)
  @interface FastZkTest {}

  @FastZkTest
  static class Composed {
    @Test
    void composed(ZkWire zk) throws Exception {
      assertThat(zk.curator().getZookeeperClient().getZooKeeper().getSessionTimeout())
          .isEqualTo(1_000);
    }
  }

  @Test
  void aServerForEachMethodStartsEmpty() {
    Engine engine = Engine.run(OwnServers.class);
    assertThat(engine.failed()).isEmpty();
    assertThat(OwnServers.PORTS).hasSize(2);
    assertThat(OwnServers.PORTS).allMatch(Ports::isFree);
  }

  @ZkTest(serverPerMethod = true)
  static class OwnServers {
    static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

    OwnServers(ZkServer server) {
      PORTS.add(server.port());
    }

    @Test
    void one(ZkWire zk, ZkServer server) throws Exception {
      PORTS.add(server.port());
      zk.curator().create().forPath("/root-node");
    }

    @Test
    void two(ZkWire zk, ZkServer server) throws Exception {
      PORTS.add(server.port());
      zk.curator().create().forPath("/root-node");
    }
  }

  @Test
  void classesAndMethodsRunInParallel() {
    Map<String, String> parallel =
        Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "4");
    Engine engine = Engine.run(parallel, ParallelOne.class, ParallelTwo.class);
    assertThat(engine.failed()).isEmpty();
    assertThat(Parallel.CHROOTS).hasSize(4);
  }

  @Execution(ExecutionMode.CONCURRENT)
  abstract static class Parallel {
    static final Set<String> CHROOTS = ConcurrentHashMap.newKeySet();
    static final CountDownLatch ALL = new CountDownLatch(4);
    private final ZkWire ofConstructor;

    Parallel(ZkWire zk) {
      ofConstructor = zk;
    }

    void test(ZkWire zk, ZkClients clients) throws Exception {
      assertThat(zk).isSameAs(ofConstructor);
      CHROOTS.add(clients.chroot());
      ALL.countDown();
      assertThat(ALL.await(30, TimeUnit.SECONDS)).as("all four at once").isTrue();
    }
  }

  @ZkTest
  static class ParallelOne extends Parallel {
    ParallelOne(ZkWire zk) {
      super(zk);
    }

    @Test
    void one(ZkWire zk, ZkClients clients) throws Exception {
      test(zk, clients);
    }

    @Test
    void two(ZkWire zk, ZkClients clients) throws Exception {
      test(zk, clients);
    }
  }

  @ZkTest
  static class ParallelTwo extends Parallel {
    ParallelTwo(ZkWire zk) {
      super(zk);
    }

    @Test
    void three(ZkWire zk, ZkClients clients) throws Exception {
      test(zk, clients);
    }

    @Test
    void four(ZkWire zk, ZkClients clients) throws Exception {
      test(zk, clients);
    }
  }

  @Test
  void nothingIsLeftOfServersAndProxies() {
    assertThat(Engine.run(Composed.class).succeeded()).hasSize(1);
    List<String> threads =
        Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    assertThat(threads)
        .noneMatch(name -> name.startsWith("zk-proxy") || name.startsWith("zkservermainrunner"));
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    Settings settings = Settings.of(ShortStart.class.getAnnotation(ZkTest.class));
    ZkEnsemble ensemble = ZkEnsemble.start(settings);
    ensemble.stopAll();
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(Ports.loopback(), ensemble.server(0).port()));
      org.assertj.core.api.Assertions.assertThatThrownBy(ensemble::startAll)
          .isInstanceOf(ZkConnectException.class)
          .hasMessageContaining("on port " + taken.getLocalPort() + " did not start within 3s")
          .hasMessageContaining("another program listens");
    }
    ensemble.startAll();
    ensemble.close();
  }

  @ZkTest(startTimeout = "3s")
  static class ShortStart {}
}
