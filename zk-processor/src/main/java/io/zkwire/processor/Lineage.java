package io.zkwire.processor;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** A class and its superclasses, from whatever package or jar, without {@code Object}. */
final class Lineage {

  private final TypeElement type;
  private final List<TypeElement> classes = new ArrayList<>();
  private final Elements elements;

  Lineage(TypeElement type, Elements elements) {
    this.type = type;
    this.elements = elements;
    TypeElement each = type;
    while (!each.getQualifiedName().contentEquals(Object.class.getName())) {
      classes.add(each);
      TypeMirror parent = each.getSuperclass();
      if (parent.getKind() != TypeKind.DECLARED) {
        break;
      }
      each = MoreTypes.asTypeElement(parent);
    }
  }

  /** The superclasses, the topmost first. */
  List<TypeElement> ancestors() {
    List<TypeElement> ancestors = new ArrayList<>(classes.subList(1, classes.size()));
    Collections.reverse(ancestors);
    return ancestors;
  }

  /**
   * The superclasses and all interfaces, each after what it extends: the order in which the runtime
   * reads their bindings.
   */
  List<TypeElement> supertypes() {
    Set<TypeElement> found = new LinkedHashSet<>();
    collect(type, found);
    found.remove(type);
    return List.copyOf(found);
  }

  private static void collect(TypeElement each, Set<TypeElement> found) {
    TypeMirror parent = each.getSuperclass();
    if (parent.getKind() == TypeKind.DECLARED) {
      collect(MoreTypes.asTypeElement(parent), found);
    }
    each.getInterfaces().stream()
        .filter(declared -> declared.getKind() == TypeKind.DECLARED)
        .forEach(declared -> collect(MoreTypes.asTypeElement(declared), found));
    found.add(each);
  }

  /** The method that runs when a method of the class or of a superclass is called. */
  ExecutableElement implementation(ExecutableElement method) {
    for (TypeElement each : classes) {
      for (ExecutableElement candidate : ElementFilter.methodsIn(each.getEnclosedElements())) {
        if (candidate.equals(method) || elements.overrides(candidate, method, type)) {
          return candidate;
        }
      }
    }
    return method;
  }

  /** Where a method stands, the class's own first, then those of the nearest superclass. */
  int position(ExecutableElement method) {
    int position = 0;
    for (TypeElement each : classes) {
      int index = each.getEnclosedElements().indexOf(method);
      if (index >= 0) {
        return position + index;
      }
      position += each.getEnclosedElements().size();
    }
    return position;
  }

  /** The class that declares a method. */
  static TypeElement declaring(ExecutableElement method) {
    return MoreElements.asType(Objects.requireNonNull(method.getEnclosingElement()));
  }

  /** Whether a class asks its own guards, since they were woven into it. */
  static boolean isWoven(TypeElement type) {
    return type.getInterfaces().stream()
        .map(MoreTypes::asTypeElement)
        .anyMatch(
            each -> each.getQualifiedName().contentEquals(RuntimeNames.GUARDED.canonicalName()));
  }

  /** Whether the class or a superclass asks guards of its own. */
  boolean isAnyWoven() {
    return classes.stream().anyMatch(Lineage::isWoven);
  }
}
