package io.zkwire.runtime.config;

import io.zkwire.ConfigException;
import io.zkwire.ErrorCode;
import io.zkwire.Live;
import io.zkwire.Source;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.spi.Bindings;
import io.zkwire.runtime.spi.ConfigListenerSpec;
import io.zkwire.runtime.spi.ConfigSpec;
import io.zkwire.runtime.spi.ConfigTarget;
import io.zkwire.runtime.spi.Spec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one object: its slots, and the steps from declaring them to their first
 * values.
 */
final class ObjectSlots {

  private final ConfigFeature feature;
  private final Object target;
  private final Mailbox mailbox;
  private final FirstValues first = new FirstValues();
  private final Map<String, Slot<?>> byPath = new HashMap<>();
  private final List<Slot<?>> slots = new ArrayList<>();
  private final List<ConfigListenerSpec<?, ?>> listeners = new ArrayList<>();
  private final List<Step> whenRead = new ArrayList<>();

  ObjectSlots(ConfigFeature feature, Object target, Mailbox mailbox) {
    this.feature = feature;
    this.target = target;
    this.mailbox = mailbox;
  }

  /** Something to do once the first values are there. */
  private interface Step {
    void run() throws Throwable;
  }

  private void declare(Spec<?> spec) {
    if (spec instanceof ConfigSpec<?, ?> config) {
      add(config);
    } else if (spec instanceof ConfigListenerSpec<?, ?> listener) {
      listeners.add(listener);
    }
  }

  /**
   * Follows the keys and waits for their first values; returns the slots, which are all that is
   * kept.
   */
  List<Slot<?>> start(List<Spec<?>> specs) {
    try {
      specs.forEach(this::declare);
      listeners.forEach(this::listen);
      if (slots.isEmpty()) {
        return List.of();
      }
      feature.follow(new LinkedHashSet<>(slots.stream().map(Slot::configKey).toList()));
      first.await(feature.session().blocking(), "the configuration of " + owner());
      slots.forEach(ObjectSlots::requireValue);
      runSteps();
      return List.copyOf(slots);
    } catch (RuntimeException e) {
      feature.unfollow(slots);
      throw e;
    }
  }

  private void runSteps() {
    for (Step step : whenRead) {
      try {
        step.run();
      } catch (Throwable e) {
        Mailbox.failed(feature.session(), owner(), e);
      }
    }
  }

  private String owner() {
    return Bindings.name(target);
  }

  private static void requireValue(Slot<?> slot) {
    if (slot.type().required() && slot.current().source() == Source.DEFAULT) {
      throw new ConfigException(
          ErrorCode.CONFIG_REQUIRED,
          slot.key(),
          slot.type().owner() + " needs the key " + slot.configKey() + ", which has no good value",
          "Publish it before the application starts, or give the field a default and no 'required'",
          null);
    }
  }

  @SuppressWarnings("unchecked") // the specs of an object's classes take that object
  private <B, V> void add(ConfigSpec<B, V> spec) {
    B instance = (B) target;
    ConfigSpec.Key<V> key = spec.key();
    String path = Keys.path(key.path(), feature.session().options().properties());
    ConfigTarget<B, V> to = spec.target();
    boolean keeps = to instanceof ConfigTarget.Setter<B, V> setter && setter.get() == null;
    SlotType<V> type =
        new SlotType<>(codec(key), key.isRequired(), key.isSecret(), keeps, owner(), spec.member());
    V defaultValue = defaultValue(to, instance, type.owner());
    Slot.Sink<V> sink =
        to instanceof ConfigTarget.Field<B, V> field ? v -> field.set().set(instance, v) : null;
    first.expect();
    Slot<V> slot =
        feature.attach(
            path,
            key.isSubtree() ? (Class<?>) key.type() : null,
            at -> new Slot<>(at, type, defaultValue, sink, mailbox, first));
    slots.add(slot);
    byPath.putIfAbsent(path, slot);
    if (to instanceof ConfigTarget.Handle<B, V> handle) {
      whenRead.add(() -> handle.set().set(instance, slot));
    } else if (to instanceof ConfigTarget.Setter<B, V> setter) {
      slot.listen(spec.member(), change -> setter.set().set(instance, change.newValue()));
      whenRead.add(() -> callFirst(spec.member(), setter, instance, slot));
    }
  }

  /**
   * Calls the setter where all later calls are made, so that no older value comes after a newer
   * one.
   */
  private <B, V> void callFirst(
      String name, ConfigTarget.Setter<B, V> setter, B instance, Slot<V> slot) throws Throwable {
    if (slot.current().source() == Source.DEFAULT) {
      return;
    }
    CompletableFuture<Boolean> called = new CompletableFuture<>();
    mailbox.post(
        name,
        () -> {
          try {
            setter.set().set(instance, slot.get());
          } finally {
            called.complete(true);
          }
        });
    long millis = feature.session().options().connectTimeout().toMillis();
    called
        .completeOnTimeout(false, millis, TimeUnit.MILLISECONDS)
        .join(); // one that hangs is reported
  }

  private <V> Codec<V> codec(ConfigSpec.Key<V> key) {
    Codec<V> codec;
    if (key.converter() != null) {
      codec = Codecs.converted(key.converter().get());
    } else if (key.isSubtree()) {
      @SuppressWarnings("unchecked") // a subtree's type is a record class, by the processor's check
      Class<V> record = (Class<V>) key.type();
      codec = feature.codecs().tree(record);
    } else {
      codec = feature.codecs().of(key.type());
    }
    return key.isSecret() ? Codecs.secret(codec) : codec;
  }

  @SuppressWarnings("NullAway") // a default may be null: V stands for a nullable type then
  private static <B, V> V defaultValue(ConfigTarget<B, V> to, B instance, String owner) {
    try {
      if (to instanceof ConfigTarget.Field<B, V> field) {
        return field.get().get(instance);
      }
      if (to instanceof ConfigTarget.Handle<B, V> handle) {
        Live<V> live = handle.get().get(instance);
        return live == null ? null : live.get();
      }
      ConfigTarget.Get<B, V> getter = ((ConfigTarget.Setter<B, V>) to).get();
      return getter == null ? null : getter.get(instance);
    } catch (Throwable e) {
      throw new ConfigException(
          ErrorCode.CONFIG_UNREADABLE,
          owner,
          "the default of " + owner + " cannot be read: " + e,
          "Mend its getter",
          e);
    }
  }

  @SuppressWarnings("unchecked") // the processor compares the types of listener and field
  private <B, V> void listen(ConfigListenerSpec<B, V> spec) {
    String path = Keys.path(spec.path(), feature.session().options().properties());
    @Nullable Slot<V> slot = (Slot<V>) byPath.get(path);
    Objects.requireNonNull(
            slot,
            () -> owner() + "." + spec.member() + " listens to " + path + ", which nothing binds")
        .listen(spec.member(), change -> spec.call().call((B) target, change));
  }
}
