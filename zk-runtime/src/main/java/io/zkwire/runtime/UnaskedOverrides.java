package io.zkwire.runtime;

import io.zkwire.BindingException;
import io.zkwire.ErrorCode;
import io.zkwire.runtime.spi.Bindings;
import io.zkwire.runtime.spi.ClassBinding;
import io.zkwire.runtime.spi.GuardSpec;
import io.zkwire.runtime.spi.Guarded;
import io.zkwire.runtime.spi.Spec;
import io.zkwire.runtime.spi.Woven;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds overrides of guarded methods that nobody guards: those in a class that is not woven, of a
 * method that asks in a woven superclass or interface, or in a generated subclass. Such a call
 * would run without asking.
 */
final class UnaskedOverrides {

  private static final ClassValue<String> PROBLEM =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            String problem = isAsked(each) ? null : problem(each);
            if (problem != null) {
              return problem;
            }
          }
          return "";
        }
      };

  private UnaskedOverrides() {}

  /**
   * Refuses a class that has one, or inherits it.
   *
   * @throws BindingException ZK-GUARD-20
   */
  static void refuse(Class<?> type) {
    String problem = PROBLEM.get(type);
    if (!problem.isEmpty()) {
      throw new BindingException(
          ErrorCode.GUARD_NOT_WIRED,
          type.getName(),
          problem,
          "Weave the module of the override too, or do not override the method",
          null);
    }
  }

  private static boolean isAsked(Class<?> type) {
    return type.isAnnotationPresent(Woven.class) || isGenerated(type);
  }

  private static @Nullable String problem(Class<?> type) {
    for (Method override : type.getDeclaredMethods()) {
      if (isVirtual(override)) {
        Method guarded = guarded(type, override);
        if (guarded != null) {
          return name(override)
              + " overrides "
              + name(guarded)
              + ", which asks its guard, but is not woven itself";
        }
      }
    }
    return null;
  }

  private static @Nullable Method guarded(@Nullable Class<?> below, Method override) {
    if (below == null) {
      return null;
    }
    Method found = guardedIn(below.getSuperclass(), override);
    for (Class<?> each : below.getInterfaces()) {
      found = found != null ? found : guardedIn(each, override);
    }
    return found;
  }

  private static @Nullable Method guardedIn(@Nullable Class<?> type, Method override) {
    Method own = type == null ? null : asking(type, override);
    return own != null ? own : guarded(type, override);
  }

  /** The method of a class that asks and is overridden. */
  private static @Nullable Method asking(Class<?> type, Method override) {
    if (type.isAnnotationPresent(Woven.class)) {
      return declared(type, override);
    }
    return isGenerated(type)
        ? Arrays.stream(type.getDeclaredMethods())
            .filter(method -> !method.getName().equals("zkGuardSite"))
            .filter(method -> overrides(override, method))
            .findFirst()
            .orElse(null)
        : null;
  }

  private static boolean isGenerated(Class<?> type) {
    return Guarded.class.isAssignableFrom(type) && type.getName().endsWith(Bindings.GUARDED_SUFFIX);
  }

  private static @Nullable Method declared(Class<?> type, Method override) {
    ClassBinding<?> binding = Bindings.find(type);
    if (binding == null) {
      return null;
    }
    Set<String> members =
        binding.specs().stream()
            .filter(GuardSpec.class::isInstance)
            .map(Spec::member)
            .collect(Collectors.toSet());
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> members.contains(member(method)) && overrides(override, method))
        .findFirst()
        .orElse(null);
  }

  private static boolean overrides(Method override, Method method) {
    boolean isReachable =
        (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0
            || method.getDeclaringClass().getPackage() == override.getDeclaringClass().getPackage();
    return isVirtual(method) && isReachable && member(method).equals(member(override));
  }

  private static boolean isVirtual(Method method) {
    return (method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC)) == 0;
  }

  private static String name(Method method) {
    return method.getDeclaringClass().getName() + "." + member(method);
  }

  /** As specs name it: {@code name(type,type)}, erased. */
  private static String member(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getCanonicalName)
        .collect(Collectors.joining(",", method.getName() + "(", ")"));
  }
}
