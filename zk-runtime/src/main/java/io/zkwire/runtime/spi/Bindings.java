package io.zkwire.runtime.spi;

import java.util.concurrent.atomic.AtomicBoolean;
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

  /** What the name of a generated subclass ends with, whose methods ask their guards. */
  public static final String GUARDED_SUFFIX = "_ZkGuarded";

  /** What the name of a generated class ends with that implements an interface. */
  public static final String MADE_SUFFIX = "_ZkMade";

  private static final ClassValue<AtomicReference<@Nullable ClassBinding<?>>> KNOWN =
      new ClassValue<>() {
        @Override
        protected AtomicReference<@Nullable ClassBinding<?>> computeValue(Class<?> type) {
          return new AtomicReference<>();
        }
      };

  private static final ClassValue<AtomicBoolean> ASKING =
      new ClassValue<>() {
        @Override
        protected AtomicBoolean computeValue(Class<?> type) {
          return new AtomicBoolean();
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
    return generatedName(type, SUFFIX);
  }

  /**
   * The class to make objects of in place of another: its generated subclass whose methods ask
   * their guards, the generated class that implements an interface, or the class itself where it
   * has neither.
   *
   * @param type the class
   * @param <T> the class
   * @return the class to make objects of
   */
  public static <T> Class<? extends T> guarded(Class<T> type) {
    if (type.isArray() || type.isPrimitive() || Guarded.class.isAssignableFrom(type)) {
      return type;
    }
    try {
      Class<?> found =
          Class.forName(
              generatedName(type, type.isInterface() ? MADE_SUFFIX : GUARDED_SUFFIX),
              false,
              type.getClassLoader());
      boolean fits =
          type.isInterface() ? type.isAssignableFrom(found) : found.getSuperclass() == type;
      return fits ? found.asSubclass(type) : type;
    } catch (ClassNotFoundException e) {
      return type; // it has no guards, or is woven; binding it finds out
    }
  }

  /**
   * The class that an application has written: for an object of a generated subclass its
   * superclass.
   *
   * @param object the object; or a class, which stands for its static methods
   * @return the class, for messages
   */
  public static Class<?> written(Object object) {
    if (object instanceof Class<?> type) {
      return type;
    }
    Class<?> type = object.getClass();
    if (type.getName().endsWith(MADE_SUFFIX) && type.getInterfaces().length == 1) {
      return type.getInterfaces()[0];
    }
    return object instanceof Guarded && type.getName().endsWith(GUARDED_SUFFIX)
        ? type.getSuperclass()
        : type;
  }

  /**
   * What messages call an object: the simple name of the class that an application has written.
   *
   * @param object the object
   * @return the name
   */
  public static String name(Object object) {
    return object instanceof SelfBound bound ? bound.zkName() : written(object).getSimpleName();
  }

  /**
   * Notes that methods of a class ask although it is not {@link Guarded}: an agent has woven them.
   *
   * @param type the class
   */
  public static void noteAsking(Class<?> type) {
    ASKING.get(type).set(true);
  }

  /**
   * Whether methods of a class ask before they run.
   *
   * @param type the class
   */
  public static boolean asking(Class<?> type) {
    return Guarded.class.isAssignableFrom(type) || ASKING.get(type).get();
  }

  private static String generatedName(Class<?> type, String suffix) {
    String packageName = type.getPackageName();
    String simple = type.getName().substring(packageName.isEmpty() ? 0 : packageName.length() + 1);
    return (packageName.isEmpty() ? "" : packageName + ".") + simple.replace('$', '_') + suffix;
  }

  private static void initialise(String name, @Nullable ClassLoader loader) {
    try {
      Class.forName(name, true, loader);
    } catch (ClassNotFoundException e) {
      return; // no binding under that name: the caller decides what that means
    }
  }
}
