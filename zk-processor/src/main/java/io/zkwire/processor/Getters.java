package io.zkwire.processor;

import com.google.auto.common.MoreElements;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Finds the getter of the property that a setter sets. */
final class Getters {

  private final Tools tools;

  Getters(Tools tools) {
    this.tools = tools;
  }

  /**
   * The getter, {@code getX}, {@code isX} or {@code x}, of the same type: one of the class, however
   * private, or one that it inherits and the binding may call.
   */
  @Nullable ExecutableElement of(TypeElement type, Element setter, @Nullable TypeMirror value) {
    if (value == null) {
      return null;
    }
    List<ExecutableElement> candidates =
        Stream.concat(
                type.getEnclosedElements().stream(),
                tools.elements().getAllMembers(type).stream()
                    .filter(member -> isAccessible(member, MoreElements.getPackage(type))))
            .flatMap(member -> ElementFilter.methodsIn(List.of(member)).stream())
            .filter(method -> isGetter(method, value))
            .toList();
    for (String name : names(setter.getSimpleName().toString())) {
      for (ExecutableElement candidate : candidates) {
        if (candidate.getSimpleName().contentEquals(name)) {
          return candidate;
        }
      }
    }
    return null;
  }

  private boolean isGetter(ExecutableElement method, TypeMirror value) {
    return method.getParameters().isEmpty()
        && method.getTypeParameters().isEmpty()
        && !method.getModifiers().contains(Modifier.STATIC)
        && tools.sameBoxed(method.getReturnType(), value);
  }

  private static boolean isAccessible(Element member, PackageElement from) {
    if (member.getModifiers().contains(Modifier.PRIVATE)) {
      return false;
    }
    return member.getModifiers().contains(Modifier.PUBLIC)
        || MoreElements.getPackage(member).equals(from);
  }

  private static List<String> names(String setter) {
    boolean prefixed = setter.length() > 3 && setter.startsWith("set");
    String property = prefixed ? setter.substring(3) : setter;
    String upper = property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
    String lower = property.substring(0, 1).toLowerCase(Locale.ROOT) + property.substring(1);
    return List.of("get" + upper, "is" + upper, lower);
  }
}
