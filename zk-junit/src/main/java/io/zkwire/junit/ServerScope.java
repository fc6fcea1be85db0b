package io.zkwire.junit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * The servers of the class or method that is annotated with {@link ZkTest}, and what its tests have
 * of them. Thread-safe.
 */
final class ServerScope implements CloseableResource, AutoCloseable {
  private final Settings settings;
  private final String name;
  private final Map<Thread, TestScope> underConstruction = new ConcurrentHashMap<>();
  private @Nullable ZkEnsemble ensemble;
  private @Nullable TestScope whole;

  ServerScope(Settings settings, String name) {
    this.settings = settings;
    this.name = name;
  }

  Settings settings() {
    return settings;
  }

  private synchronized ZkEnsemble ensemble() {
    ZkEnsemble running = ensemble;
    if (running == null) {
      running = ZkEnsemble.start(settings);
      ensemble = running;
    }
    return running;
  }

  /** What lives as long as the servers. */
  synchronized TestScope whole() {
    TestScope scope = whole;
    if (scope == null) {
      scope = TestScope.on(ensemble(), settings, name);
      whole = scope;
    }
    return scope;
  }

  /**
   * For the test whose instance this thread constructs. JUnit constructs the instance and runs the
   * test on one thread, but tells a constructor's parameters apart by class only.
   */
  TestScope underConstruction() {
    return underConstruction.computeIfAbsent(Thread.currentThread(), thread -> open(name));
  }

  /** For a test that begins: what its constructor has begun, or something new. */
  TestScope begin(ExtensionContext test) {
    TestScope begun = underConstruction.remove(Thread.currentThread());
    return begun != null ? begun : open(test.getRequiredTestMethod().getName());
  }

  /** Closes what an instance had whose test never began. */
  void abandonConstruction() {
    TestScope abandoned = underConstruction.remove(Thread.currentThread());
    if (abandoned != null) {
      abandoned.close();
    }
  }

  private TestScope open(String test) {
    return settings.serverPerMethod()
        ? TestScope.alone(settings, test)
        : TestScope.on(ensemble(), settings, test);
  }

  /**
   * Called by JUnit when the class or method is over: Jupiter 6 asks for the one interface, 5.10
   * for the other.
   */
  @Override
  public synchronized void close() {
    Cleanup cleanup = new Cleanup();
    underConstruction.values().forEach(scope -> cleanup.then(scope::close));
    underConstruction.clear();
    if (whole != null) {
      cleanup.then(whole::close);
      whole = null;
    }
    if (ensemble != null) {
      cleanup.then(ensemble::close);
      ensemble = null;
    }
    cleanup.finish();
  }
}
