package io.zkwire.runtime.spi;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where the binding of a class is found. A generated binding registers itself when its class is
 * initialised, which needs no {@code opens} and no {@code exports} of the application's module.
 * Thread-safe; a binding lives as long as its class.
 */
public final class Bindings {

  /** What the name of a generated binding ends with. */
  public static final String SUFFIX = "_ZkBinding";

  private static final ClassValue<AtomicReference<@Nullable ClassBinding<?>>> KNOWN =
      new ClassValue<>() {
        @Override
        protected AtomicReference<@Nullable ClassBinding<?>> computeValue(Class<?> type) {
          return new AtomicReference<>();
        }
      };

  private Bindings() {}

  /**
   * Registers the binding of a class. The first one stays.
   *
   * @param binding the binding
   */
  public static void register(ClassBinding<?> binding) {
    KNOWN.get(binding.type()).compareAndSet(null, binding);
  }

  /**
   * Finds the binding of a class, by name, through the class's own loader.
   *
   * @param type the class
   * @return the binding, or null where there is none
   */
  public static @Nullable ClassBinding<?> find(Class<?> type) {
    AtomicReference<@Nullable ClassBinding<?>> known = KNOWN.get(type);
    if (known.get() == null && !type.isArray() && !type.isPrimitive()) {
      initialise(bindingName(type), type.getClassLoader());
    }
    return known.get();
  }

  /**
   * The name of the generated binding of a class: {@code Outer.Inner} has {@code
   * Outer_Inner_ZkBinding}.
   *
   * @param type the class
   * @return the binary name
   */
  public static String bindingName(Class<?> type) {
    String packageName = type.getPackageName();
    String simple = type.getName().substring(packageName.isEmpty() ? 0 : packageName.length() + 1);
    return (packageName.isEmpty() ? "" : packageName + ".") + simple.replace('$', '_') + SUFFIX;
  }

  private static void initialise(String name, @Nullable ClassLoader loader) {
    try {
      Class.forName(name, true, loader);
    } catch (ClassNotFoundException e) {
      return; // no binding under that name: the caller decides what that means
    }
  }
}
