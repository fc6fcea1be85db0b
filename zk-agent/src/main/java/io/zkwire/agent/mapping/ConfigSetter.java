package io.zkwire.agent.mapping;

import io.zkwire.runtime.spi.ConfigSpec;
import io.zkwire.runtime.spi.ConfigTarget;
import io.zkwire.runtime.spi.Spec;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A method that is called with the value of a key.
 *
 * @param values how the value is read
 */
record ConfigSetter(Values values) implements MethodWish {

  static MethodWish read(Section entry) {
    return new ConfigSetter(Values.read(entry));
  }

  @Override
  public String refusal(MethodShape method) {
    return method.parameters() == 1 ? "" : "a method that is given a value has one parameter";
  }

  @Override
  public Spec<Carried> spec(Carried to, MethodShape shape, Answer answer) {
    String member = shape.signature();
    if (values.apart(to, member)) {
      return values
          .apartFor(to, member)
          .setter(
              shape.name(),
              (carried, text) -> carried.call(shape, values.read(carried, member, text)));
    }
    Method method = to.method(shape.signature());
    ConfigSpec.Key<Object> key =
        values.of(method.getGenericParameterTypes()[0], method.getDeclaringClass());
    ConfigTarget.Set<Carried, Object> set = (carried, value) -> carried.call(shape, value);
    String getter = getter(method);
    return getter == null || to.objects().isEmpty()
        ? key.setter(shape.name(), set)
        : key.setter(shape.name(), carried -> first(carried, getter), set);
  }

  private static @Nullable Object first(Carried carried, String getter) throws Throwable {
    List<Object> objects = carried.objects();
    return objects.isEmpty() ? null : carried.method(getter + "()").invoke(objects.get(0));
  }

  private static @Nullable String getter(Method setter) {
    String name = setter.getName();
    if (!name.startsWith("set") || name.length() == 3) {
      return null;
    }
    String property = name.substring(3);
    String simple = property.substring(0, 1).toLowerCase(Locale.ROOT) + property.substring(1);
    for (String candidate : List.of("get" + property, "is" + property, simple)) {
      for (Method method : setter.getDeclaringClass().getDeclaredMethods()) {
        if (method.getName().equals(candidate)
            && method.getParameterCount() == 0
            && method.getReturnType() == setter.getParameterTypes()[0]) {
          return candidate;
        }
      }
    }
    return null;
  }
}
