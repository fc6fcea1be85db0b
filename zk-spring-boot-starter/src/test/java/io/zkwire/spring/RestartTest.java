package io.zkwire.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ReflectionUtils;

/** Contexts that come and go, each with classes of its own, as Spring's devtools restart them. */
@ZkTest(sessionTimeout = "2s")
class RestartTest {

  private static final String RESTARTED = "io.zkwire.spring.restarted.";

  /** Loads the application's classes itself, and takes all others from its parent. */
  private static final class RestartLoader extends ClassLoader {

    RestartLoader() {
      super(RestartTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded == null && name.startsWith(RESTARTED)) {
          loaded = define(name);
        }
        return loaded != null ? loaded : super.loadClass(name, resolve);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  /** Runs an application once, in a frame of its own, so that no local variable keeps it. */
  private static WeakReference<ClassLoader> run(String place, boolean lead) throws Exception {
    RestartLoader loader = new RestartLoader();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      context.setClassLoader(loader);
      Map<String, Object> properties =
          Map.of(
              "zkwire.connect", place,
              "zkwire.session-timeout", "2s",
              "zkwire.lease.length", "1s",
              "zkwire.lease.lock-delay", "1s");
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("t", properties));
      context.getEnvironment().getPropertySources().addLast(new ImportedSource("zkwire:", ""));
      context.register(loader.loadClass(RESTARTED + "RestartedApp"));
      context.refresh();
      Supplier<?> worker = context.getBean(Supplier.class);
      assertThat(worker.getClass().getClassLoader()).isSameAs(loader);
      if (lead) {
        await().ignoreExceptions().until(() -> "size 1, changes 0".equals(worker.get()));
      }
    } finally {
      thread.setContextClassLoader(before);
    }
    return new WeakReference<>(loader);
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.contains("zkwire") || name.contains("Curator"))
        .collect(Collectors.toSet());
  }

  @Test
  void fiftyRestartsLeaveNoThreadAndNoClassLoader(ZkServer server) throws Exception {
    String place = Apps.place(server);
    Set<String> before = threads();
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      loaders.add(run(place, i % 10 == 0));
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(before).as("others may end").containsAll(threads()));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              forgetSpringsCaches();
              System.gc();
              assertThat(loaders).noneMatch(loader -> loader.get() != null);
            });
  }

  /** What Spring keeps softly, which its devtools clear as well. */
  private static void forgetSpringsCaches() {
    ReflectionUtils.clearCache();
    AnnotationUtils.clearCache();
    ResolvableType.clearCache();
  }
}
