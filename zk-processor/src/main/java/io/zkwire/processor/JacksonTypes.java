package io.zkwire.processor;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.AnnotationValues;
import com.google.auto.common.MoreElements;
import com.google.common.base.Optional;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** What Jackson could read, and what it must not, since nodes are hostile input. */
final class JacksonTypes {

  private static final String TYPE_INFO = "com.fasterxml.jackson.annotation.JsonTypeInfo";
  private static final String CREATOR = "com.fasterxml.jackson.annotation.JsonCreator";
  private static final Set<String> BY_CLASS_NAME = Set.of("CLASS", "MINIMAL_CLASS");
  private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private static final Refusal PATTERN =
      Refusal.of(
          "java.util.regex.Pattern is refused, since whoever may write the node could make"
              + " matching run for hours",
          "Keep the patterns in the code, and choose among them by an enum");

  private final Tools tools;

  JacksonTypes(Tools tools) {
    this.tools = tools;
  }

  /** Why a node could do harm through a type or any part of it, or null if it could not. */
  @Nullable Refusal hostile(TypeMirror type) {
    return hostile(type, new HashSet<>());
  }

  /** Why Jackson could not make an instance of a class, or null if it could. */
  @Nullable Refusal unreadable(TypeElement type) {
    String name = type.getQualifiedName().toString();
    if (isJdk(type)) {
      return Refusal.converter(name + " is a class of the JDK that zkwire does not know");
    }
    if (type.getKind() != ElementKind.CLASS || isAbstract(type)) {
      return Refusal.converter(name + " is an interface or an abstract class");
    }
    if (type.getNestingKind() == NestingKind.MEMBER
        && !type.getModifiers().contains(Modifier.STATIC)) {
      return Refusal.of(name + " is an inner class", "Make it static");
    }
    return isCreatable(type)
        ? null
        : Refusal.of(
            name + " has neither a constructor without parameters nor a @JsonCreator",
            "Make it a record, or add such a constructor");
  }

  /** Why a type is refused even with a converter, or null if it is not. */
  @Nullable Refusal pattern(TypeMirror type) {
    return Access.named(type).stream().anyMatch(JacksonTypes::isPattern) ? PATTERN : null;
  }

  private static boolean isPattern(TypeElement type) {
    return type.getQualifiedName().contentEquals(Pattern.class.getName());
  }

  private @Nullable Refusal hostile(TypeMirror type, Set<TypeElement> seen) {
    for (TypeElement element : Access.named(type)) {
      if (isPattern(element)) {
        return PATTERN;
      }
      if (!isJdk(element) && seen.add(element)) {
        Refusal refusal = hostileParts(element, seen);
        if (refusal != null) {
          return refusal;
        }
      }
    }
    return null;
  }

  private @Nullable Refusal hostileParts(TypeElement type, Set<TypeElement> seen) {
    List<? extends Element> members = type.getEnclosedElements();
    if (Stream.concat(Stream.of(type), members.stream()).anyMatch(this::isMadeByClassName)) {
      return Refusal.of(
          type.getQualifiedName()
              + " has a @JsonTypeInfo that takes class names from the node, so whoever may write"
              + " it could instantiate any class",
          "Use JsonTypeInfo.Id.NAME");
    }
    for (Element field : ElementFilter.fieldsIn(members)) {
      if (!field.getModifiers().contains(Modifier.STATIC)) {
        Refusal refusal = hostile(field.asType(), seen);
        if (refusal != null) {
          return refusal.in(type.getSimpleName() + "." + field.getSimpleName());
        }
      }
    }
    for (TypeMirror parent : tools.types().directSupertypes(type.asType())) {
      Refusal refusal = hostile(parent, seen);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private boolean isMadeByClassName(Element element) {
    Optional<AnnotationMirror> info = MoreElements.getAnnotationMirror(element, TYPE_INFO);
    return info.isPresent()
        && BY_CLASS_NAME.contains(
            AnnotationValues.getEnum(AnnotationMirrors.getAnnotationValue(info.get(), "use"))
                .getSimpleName()
                .toString());
  }

  private static boolean isJdk(TypeElement type) {
    return JDK.stream().anyMatch(type.getQualifiedName().toString()::startsWith);
  }

  private static boolean isAbstract(TypeElement type) {
    return type.getModifiers().contains(Modifier.ABSTRACT);
  }

  private static boolean isCreatable(TypeElement type) {
    boolean plain =
        ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
            .anyMatch(constructor -> constructor.getParameters().isEmpty());
    return plain
        || type.getEnclosedElements().stream()
            .anyMatch(member -> MoreElements.isAnnotationPresent(member, CREATOR));
  }
}
