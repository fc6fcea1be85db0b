package io.zkwire.runtime.spi;

import io.zkwire.Registration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The place in one class where one guarded static method asks. Several objects may be bound at a
 * time: the guard of the first is asked; when its binding ends, that of the next. Until the first
 * is bound nothing passes. Thread-safe; it lives as long as its class.
 */
public final class StaticSite {

  private static final ClassValue<Map<String, StaticSite>> MADE =
      new ClassValue<>() {
        @Override
        protected Map<String, StaticSite> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private final GuardSite site;
  private final Map<Object, Guard> bound = new LinkedHashMap<>();

  private StaticSite(GuardSite site) {
    this.site = site;
  }

  /**
   * Makes the place where a method asks. The static initialiser of a woven class calls it.
   *
   * @param type the class that declares the method
   * @param method the method, {@code name(type,type)} with erased and fully qualified types
   * @param label the method, as messages show it
   * @return the place
   */
  public static GuardSite make(Class<?> type, String method, String label) {
    return MADE.get(type)
        .computeIfAbsent(method, m -> new StaticSite(new GuardSite(label, true)))
        .site;
  }

  /**
   * Finds the place where a static method of a class, its superclasses or interfaces asks.
   *
   * @param type the class; it is initialised
   * @param method the method
   * @return the place, or null if there is none
   */
  public static @Nullable StaticSite find(@Nullable Class<?> type, String method) {
    if (type == null || type == Object.class) {
      return null;
    }
    StaticSite own = initialised(type).get(method);
    StaticSite found = own != null ? own : find(type.getSuperclass(), method);
    for (Class<?> each : type.getInterfaces()) {
      found = found != null ? found : find(each, method);
    }
    return found;
  }

  /**
   * Binds a guard, which is asked unless another one was bound before and still is.
   *
   * @param asked the guard
   * @param afterwards what is asked once no guard is bound any more
   * @return ends it
   */
  public Registration bind(Guard asked, Guard afterwards) {
    Object key = new Object();
    change(() -> bound.put(key, asked), afterwards);
    return () -> change(() -> bound.remove(key), afterwards);
  }

  private synchronized void change(Runnable step, Guard none) {
    step.run();
    site.bind(bound.isEmpty() ? none : bound.values().iterator().next());
  }

  private static Map<String, StaticSite> initialised(Class<?> type) {
    try {
      Class.forName(type.getName(), true, type.getClassLoader());
    } catch (ClassNotFoundException e) {
      return Map.of(); // a hidden class, which cannot be found by name, is not woven
    }
    return MADE.get(type);
  }
}
