package io.zkwire.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.ConfigEntry;
import io.zkwire.ConfigEvent;
import io.zkwire.ConfigStore;
import io.zkwire.ConfigVersion;
import io.zkwire.Registration;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a key that is gone is forgotten. */
class ImportWatchTest {

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final CompletableFuture<Consumer<? super ConfigEvent>> listener =
      new CompletableFuture<>();
  private final List<String> forgotten = new CopyOnWriteArrayList<>();
  private final List<String> read = new CopyOnWriteArrayList<>();
  private final ImportedSource source = new ImportedSource("zkwire:", "");

  @AfterEach
  void end() {
    thread.shutdownNow();
  }

  @SuppressWarnings("unchecked") // the second argument of watch
  private ConfigStore store() {
    return (ConfigStore)
        Proxy.newProxyInstance(
            ConfigStore.class.getClassLoader(),
            new Class<?>[] {ConfigStore.class},
            (proxy, method, arguments) -> {
              listener.complete((Consumer<? super ConfigEvent>) arguments[1]);
              return (Registration) () -> {};
            });
  }

  private static ConfigEntry entry(String key) {
    return new ConfigEntry(key, new byte[0], new ConfigVersion(1, 0), Instant.EPOCH);
  }

  /** Follows the keys {@code a} and {@code b}; the first reading of all does not find some. */
  private ImportWatch follow(String... notFound) {
    source.replace("", List.of(entry("a"), entry("b")), key -> true);
    ImportWatch.Reader reader =
        (of, root, gone) -> {
          (gone ? forgotten : read).add(root);
          return root.isEmpty() ? Set.of(notFound) : Set.of();
        };
    ImportWatch watch = new ImportWatch(source, thread, reader);
    watch.begin(store());
    return watch;
  }

  private void told(String key, ConfigEvent.Kind kind) {
    listener.join().accept(new ConfigEvent(key, kind));
  }

  @Test
  void whatAReadingDoesNotFindWhileEverythingGoesIsNotForgotten() throws Exception {
    follow("b");
    await().until(() -> read.contains(""));
    thread.submit(() -> {}).get(); // the reading has ended
    told("a", ConfigEvent.Kind.DELETED);
    told("c", ConfigEvent.Kind.PUBLISHED);
    told("c", ConfigEvent.Kind.DELETED);
    await().until(() -> !forgotten.isEmpty());
    assertThat(forgotten).as("what came later, and is gone").containsExactly("c");
  }

  @Test
  void aDeletionThatCouldNotBeReadIsOneWhenItIsReadAgain() {
    follow().again("a", true, 1);
    await().until(() -> !forgotten.isEmpty());
    assertThat(forgotten).containsExactly("a");
  }

  @Test
  void whatAReadingDoesNotFindIsForgottenWhereTheOthersStay() {
    follow("b");
    await().until(() -> !forgotten.isEmpty());
    assertThat(forgotten).containsExactly("b");
  }
}
