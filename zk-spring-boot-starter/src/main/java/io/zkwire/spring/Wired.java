package io.zkwire.spring;

import io.zkwire.annotation.ZkConfig;
import io.zkwire.runtime.spi.Bindings;
import io.zkwire.runtime.spi.Guarded;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.SpringProxy;

/** Which classes zkwire has something to do with. */
final class Wired {

  private static final String ANNOTATIONS = ZkConfig.class.getPackageName();

  /** Whose classes are never annotated: most beans are of them. */
  private static final List<String> FOREIGN =
      List.of("java.", "javax.", "jakarta.", "org.springframework.", "io.micrometer.");

  private static final ClassValue<Boolean> WIRED =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return look(type);
        }
      };

  private Wired() {}

  /** Whether a class, or a superclass or interface of it, has an annotation of zkwire. */
  static boolean is(Class<?> type) {
    return WIRED.get(type);
  }

  /** Whether an object is to be bound: proxies are not, for what they stand for is. */
  static boolean is(Object bean) {
    return is(bean.getClass()) && !(bean instanceof SpringProxy);
  }

  private static boolean look(@Nullable Class<?> type) {
    if (type == null || FOREIGN.stream().anyMatch(type.getName()::startsWith)) {
      return false;
    }
    return Guarded.class.isAssignableFrom(type)
        || annotated(type)
        || look(type.getSuperclass())
        || Arrays.stream(type.getInterfaces()).anyMatch(Wired::look);
  }

  private static boolean annotated(Class<?> type) {
    try {
      return any(type) || any(type.getDeclaredFields()) || any(type.getDeclaredMethods());
    } catch (LinkageError e) {
      return Bindings.find(type) != null; // it names a class that is absent
    }
  }

  private static boolean any(AnnotatedElement... elements) {
    return Arrays.stream(elements)
        .flatMap(element -> Arrays.stream(element.getDeclaredAnnotations()))
        .anyMatch(a -> a.annotationType().getPackageName().equals(ANNOTATIONS));
  }
}
