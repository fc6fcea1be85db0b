package io.zkwire.agent.core;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reaches the dispatcher in {@code java.lang}, whose classes cannot be named here: they are renamed
 * when the agent starts. Thread-safe.
 */
final class Boot {

  private final Class<?> dispatcher;
  private final MethodHandle places;
  private final MethodHandle onLinked;
  private final MethodHandle guard;
  private final MethodHandle read;
  private final MethodHandle onMade;
  private final MethodHandle ask;
  private final MethodHandle put;
  private final MethodHandle byOwner;
  private final MethodHandle reset;
  private final MethodHandle expect;
  private final MethodHandle keep;
  private final MethodHandle kept;

  Boot(Class<?> dispatcher) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> classPlaces = named("ClassPlaces");
    Class<?> guardPlace = named("GuardPlace");
    Class<?> readPlace = named("ReadPlace");
    this.dispatcher = dispatcher;
    places = lookup.findStatic(dispatcher, "places", type(classPlaces, Class.class));
    onLinked = lookup.findStatic(dispatcher, "onLinked", type(void.class, BiConsumer.class));
    guard = lookup.findVirtual(classPlaces, "guard", type(guardPlace, int.class));
    read = lookup.findVirtual(classPlaces, "read", type(readPlace, int.class));
    onMade = lookup.findVirtual(classPlaces, "onMade", type(void.class, Consumer.class));
    ask = lookup.findVirtual(guardPlace, "ask", type(void.class, BiFunction.class, Function.class));
    put = lookup.findVirtual(readPlace, "put", type(void.class, Object.class));
    byOwner = lookup.findVirtual(readPlace, "byOwner", type(void.class, Function.class));
    expect = lookup.findVirtual(classPlaces, "expect", type(void.class));
    keep = lookup.findVirtual(classPlaces, "keep", type(void.class, Object.class));
    kept = lookup.findVirtual(classPlaces, "kept", type(Object.class));
    reset = lookup.findVirtual(classPlaces, "reset", type(void.class));
  }

  private static Class<?> named(String simpleName) throws ClassNotFoundException {
    return Class.forName("java.lang.Zkwire" + simpleName, true, null);
  }

  private static MethodType type(Class<?> result, Class<?>... parameters) {
    return MethodType.methodType(result, parameters);
  }

  /** Whether a class loader finds this very dispatcher. */
  boolean visibleTo(@Nullable ClassLoader loader) {
    try {
      return Class.forName(dispatcher.getName(), false, loader) == dispatcher;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** The places of a class. */
  Object places(Class<?> type) {
    return Objects.requireNonNull(invoke(places, type));
  }

  void onLinked(@Nullable BiConsumer<Class<?>, Object> told) {
    invoke(onLinked, told);
  }

  void onMade(Object classPlaces, @Nullable Consumer<Object> told) {
    invoke(onMade, classPlaces, told);
  }

  void ask(
      Object classPlaces,
      int site,
      @Nullable BiFunction<@Nullable Object, Object @Nullable [], @Nullable Object> answers,
      @Nullable Function<@Nullable Object, Throwable> refuses) {
    invoke(ask, invoke(guard, classPlaces, site), answers, refuses);
  }

  void put(Object classPlaces, int site, @Nullable Object value) {
    invoke(put, invoke(read, classPlaces, site), value);
  }

  void byOwner(Object classPlaces, int site, Function<@Nullable Object, @Nullable Object> values) {
    invoke(byOwner, invoke(read, classPlaces, site), values);
  }

  /** Its class is told of again when it is asked for its places. */
  void expect(Object classPlaces) {
    invoke(expect, classPlaces);
  }

  /** Keeps something as long as the class is there. */
  void keep(Object classPlaces, Object something) {
    invoke(keep, classPlaces, something);
  }

  /** What is kept for a class, or null. */
  @Nullable Object kept(Object classPlaces) {
    return invoke(kept, classPlaces);
  }

  /** As before the agent came. */
  void reset(Object classPlaces) {
    invoke(reset, classPlaces);
  }

  private static @Nullable Object invoke(MethodHandle method, @Nullable Object... arguments) {
    try {
      return method.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException("the dispatcher does not answer", e);
    }
  }
}
