package io.zkwire.processor;

import com.google.auto.common.MoreTypes;
import io.zkwire.ValueConverter;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Which converters a member can name. */
final class ConverterRules {

  private static final Set<ElementKind> CONCRETE = Set.of(ElementKind.CLASS, ElementKind.RECORD);

  private final Tools tools;

  ConverterRules(Tools tools) {
    this.tools = tools;
  }

  /**
   * What is wrong with a converter, or null if nothing is.
   *
   * @param converter the class that is named
   * @param value the type of the value
   * @param from the package of the generated code that makes the converter
   */
  @Nullable String problem(TypeElement converter, TypeMirror value, PackageElement from) {
    String name = "The converter " + converter.getQualifiedName();
    String unmakable = unmakable(name, converter, from);
    if (unmakable != null) {
      return unmakable;
    }
    TypeMirror made = made(converter.asType());
    if (made == null || !tools.sameBoxed(made, value)) {
      return name + " makes " + (made == null ? "no certain type" : made) + ", not " + value;
    }
    return null;
  }

  /** Why generated code in a package cannot make an object of a class, or null if it can. */
  static @Nullable String unmakable(String name, TypeElement type, PackageElement from) {
    if (!CONCRETE.contains(type.getKind()) || type.getModifiers().contains(Modifier.ABSTRACT)) {
      return name + " is not a concrete class";
    }
    if (type.getNestingKind() == NestingKind.MEMBER
        && !type.getModifiers().contains(Modifier.STATIC)) {
      return name + " is an inner class";
    }
    if (!Access.isVisible(type, from)) {
      return name + " cannot be seen from the package of this class";
    }
    String constructor = constructorProblem(type, from);
    return constructor == null ? null : name + constructor;
  }

  private static @Nullable String constructorProblem(TypeElement converter, PackageElement from) {
    List<ExecutableElement> constructors =
        ElementFilter.constructorsIn(converter.getEnclosedElements()).stream()
            .filter(constructor -> constructor.getParameters().isEmpty())
            .toList();
    if (constructors.isEmpty()) {
      return " has no constructor without parameters";
    }
    ExecutableElement constructor = constructors.get(0);
    if (!Access.isVisible(constructor, from)) {
      return " has a constructor that cannot be called from the package of this class";
    }
    return constructor.getThrownTypes().isEmpty()
        ? null
        : " has a constructor that throws " + constructor.getThrownTypes().get(0);
  }

  /** The T of the ValueConverter of T that a class is, or null. */
  private @Nullable TypeMirror made(TypeMirror type) {
    if (type.getKind() != TypeKind.DECLARED) {
      return null;
    }
    if (MoreTypes.isTypeOf(ValueConverter.class, type)) {
      List<? extends TypeMirror> arguments = MoreTypes.asDeclared(type).getTypeArguments();
      return arguments.isEmpty() ? null : arguments.get(0);
    }
    for (TypeMirror parent : tools.types().directSupertypes(type)) {
      TypeMirror made = made(parent);
      if (made != null) {
        return made;
      }
    }
    return null;
  }
}
