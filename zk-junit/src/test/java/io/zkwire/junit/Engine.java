package io.zkwire.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes inside a test and tells how they went. */
final class Engine implements TestExecutionListener {
  private final Map<String, TestExecutionResult> results = new ConcurrentHashMap<>();

  static Engine run(Map<String, String> configuration, Class<?>... classes) {
    Engine engine = new Engine();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(Arrays.stream(classes).map(c -> selectClass(c)).toList())
            .configurationParameters(configuration)
            .build();
    LauncherFactory.create().execute(request, engine);
    return engine;
  }

  static Engine run(Class<?>... classes) {
    return run(Map.of(), classes);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest() || result.getThrowable().isPresent()) {
      results.put(test.getDisplayName(), result);
    }
  }

  /** What went wrong in the test, or the class, of that display name. */
  Throwable failureOf(String displayName) {
    return results.get(displayName).getThrowable().orElseThrow();
  }

  List<String> succeeded() {
    return named(TestExecutionResult.Status.SUCCESSFUL);
  }

  List<String> failed() {
    return named(TestExecutionResult.Status.FAILED);
  }

  private List<String> named(TestExecutionResult.Status status) {
    List<String> names = new ArrayList<>();
    results.forEach(
        (name, result) -> {
          if (result.getStatus() == status) {
            names.add(name);
          }
        });
    names.sort(null);
    return names;
  }
}
