package io.zkwire.processor;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/**
 * What the compiler would warn of in one generated class. The application's own code has it too,
 * and was warned of it there.
 */
final class Warnings {

  private final Set<String> names = new TreeSet<>();
  private final Elements elements;

  Warnings(Elements elements) {
    this.elements = elements;
  }

  /** Notes that generated code names an element, which the compiler warns of if deprecated. */
  void uses(Element element) {
    for (Element each = element;
        each != null && each.getKind() != ElementKind.PACKAGE;
        each = each.getEnclosingElement()) {
      Deprecated deprecated = each.getAnnotation(Deprecated.class);
      if (deprecated != null || elements.isDeprecated(each)) {
        names.add(deprecated != null && deprecated.forRemoval() ? "removal" : "deprecation");
      }
    }
  }

  /** Notes that generated code writes a type, which the compiler warns of if raw. */
  void uses(TypeMirror type) {
    Access.named(type).forEach(this::uses);
    if (TypeTexts.isRaw(type)) {
      add("rawtypes");
      add("unchecked");
    }
  }

  /** Notes a warning by its name. */
  void add(String name) {
    names.add(name);
  }

  /** Their names, sorted. */
  Set<String> names() {
    return Collections.unmodifiableSet(names);
  }
}
