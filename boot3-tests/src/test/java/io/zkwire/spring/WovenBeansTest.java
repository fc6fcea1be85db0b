package io.zkwire.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.runtime.spi.Guarded;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * Beans whose guards Byte Buddy's Maven plugin has woven are guarded by them, and once. A class
 * that has a guarded subclass as well is not woven: the build fails with ZK-GUARD-06.
 */
@ZkTest(sessionTimeout = "2s")
class WovenBeansTest {

  private static final String WOVEN_APP = "io.zkwire.spring.woven.WovenApp";

  /** Takes an application's own classes from where the build has woven them. */
  private static final class WovenLoader extends URLClassLoader {

    private final String own;

    WovenLoader(String directory, String application) throws MalformedURLException {
      super(
          new URL[] {Path.of("target", directory).toUri().toURL()},
          WovenBeansTest.class.getClassLoader());
      this.own = application.substring(0, application.lastIndexOf('.') + 1);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded == null && name.startsWith(own)) {
          loaded = findClass(name);
        }
        return loaded != null ? loaded : super.loadClass(name, resolve);
      }
    }
  }

  private static ApplicationContextRunner app(String place, ClassLoader loader, Class<?> type) {
    return Apps.at(place)
        .withClassLoader(loader)
        .withConfiguration(AutoConfigurations.of(ZkWireMetricsAutoConfiguration.class))
        .withUserConfiguration(type);
  }

  @Test
  void aWovenBeanIsGuardedByItselfAlsoWhereAMethodMakesItAndItsGuardedMethodsArePrivate(
      ZkServer server) throws Exception {
    try (WovenLoader loader = new WovenLoader("woven-classes", WOVEN_APP)) {
      app(Apps.place(server), loader, loader.loadClass(WOVEN_APP))
          .run(
              context -> {
                assertThat(context).hasNotFailed();
                Supplier<?> till = context.getBean("till", Supplier.class);
                assertThat(till).isInstanceOf(Guarded.class);
                assertThat(till.getClass().getSimpleName()).isEqualTo("Till");
                SimpleMeterRegistry meters = new SimpleMeterRegistry();
                context.getBean(MicrometerMetrics.class).bindTo(meters);
                await().ignoreExceptions().until(() -> till.get().equals("first true"));
                assertThat(
                        meters
                            .get("zkwire.lock.calls")
                            .tag("outcome", "taken")
                            .functionCounter()
                            .count())
                    .as("asked once for one call")
                    .isEqualTo(1);
                context.getBean(ZkWire.class).config().publish("till/name", "second");
                await().until(() -> till.get().equals("second true"));
              });
    }
  }

  @Test
  void aBeanThatWasCompiledToBeWovenAndIsNotFailsTheStartAndTheAnalysisSaysToWeaveIt(
      ZkServer server) throws Exception {
    app(Apps.place(server), WovenBeansTest.class.getClassLoader(), Class.forName(WOVEN_APP))
        .run(
            context -> {
              FailureAnalysis analysis =
                  new ZkWireFailureAnalyzer().analyze(context.getStartupFailure());
              assertThat(analysis).isNotNull();
              assertThat(analysis.getDescription())
                  .startsWith("[ZK-GUARD-20]")
                  .contains("WovenApp$Till.open()", "Weave its module", "'till'");
              assertThat(analysis.getAction()).contains("weave the module");
            });
  }
}
