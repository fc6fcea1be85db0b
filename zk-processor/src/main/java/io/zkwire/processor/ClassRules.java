package io.zkwire.processor;

import com.google.auto.common.MoreElements;
import io.zkwire.ErrorCode;
import io.zkwire.annotation.GlobalId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Which classes can be wired at all: BIND-01 and BIND-02. Guards and IDs have rules of their own.
 */
final class ClassRules {

  private final Tools tools;
  private final Set<String> annotations;
  private final Set<String> boundAnnotations;

  ClassRules(Tools tools, Set<String> annotations) {
    this.tools = tools;
    this.annotations = annotations;
    this.boundAnnotations = new HashSet<>(annotations);
    this.boundAnnotations.removeAll(GuardKind.annotations());
    this.boundAnnotations.remove(GlobalId.class.getName());
  }

  /**
   * Reports what is wrong with the class itself; false if nothing else about it is worth saying.
   */
  boolean check(WiredClass owner, Report.Builder report) {
    String name = owner.element().getQualifiedName().toString();
    String mend = kindMend(owner.element());
    if (mend != null && hasBoundMembers(owner.element())) {
      String kind = owner.element().getKind().toString().toLowerCase(Locale.ROOT);
      report.error(
          ErrorCode.BIND_CLASS,
          Anchor.at(owner.element()),
          name + " has annotated members but is " + article(kind) + kind.replace('_', ' '),
          mend);
      return false;
    }
    TypeElement hidden = privateOf(owner.element());
    if (hidden != null) {
      boolean self = hidden.equals(owner.element());
      report.error(
          ErrorCode.BIND_CLASS,
          Anchor.at(owner.element()),
          name
              + (self ? " is private" : " is nested in the private class " + hidden)
              + ", so the generated binding cannot name it",
          "Make " + hidden.getSimpleName() + " package-private");
      return false;
    }
    TypeElement twin = twin(owner);
    if (twin != null) {
      report.error(
          ErrorCode.BIND_NAME,
          Anchor.at(owner.element()),
          name
              + " and "
              + twin.getQualifiedName()
              + " would both be bound by "
              + owner.bindingName().simpleName(),
          "Rename one of the two");
    }
    return true;
  }

  private static @Nullable String kindMend(TypeElement type) {
    return switch (type.getKind()) {
      case INTERFACE, ANNOTATION_TYPE ->
          "Move the annotated members to a class: an interface has no fields that could change";
      case RECORD ->
          "The fields of a record are final: make it a class, or bind the whole record to a field"
              + " of a class";
      default -> null;
    };
  }

  private static String article(String kind) {
    return kind.startsWith("i") || kind.startsWith("a") ? "an " : "a ";
  }

  private static @Nullable TypeElement privateOf(TypeElement type) {
    if (type.getModifiers().contains(Modifier.PRIVATE)) {
      return type;
    }
    return type.getEnclosingElement() instanceof TypeElement outer ? privateOf(outer) : null;
  }

  /** Another class whose binding would have the same name: Outer.Inner against Outer_Inner. */
  private @Nullable TypeElement twin(WiredClass owner) {
    String name = owner.flatName();
    for (int end = 1; end <= name.length(); end++) {
      if (end == name.length() || name.charAt(end) == '_') {
        String candidate = name.substring(0, end);
        TypeElement top = tools.beside(owner, candidate);
        TypeElement twin = top == null ? null : twin(top, name.substring(end), owner.element());
        if (twin != null) {
          return twin;
        }
      }
    }
    return null;
  }

  private @Nullable TypeElement twin(TypeElement type, String rest, TypeElement self) {
    if (rest.isEmpty()) {
      return !type.equals(self) && isWired(type) ? type : null;
    }
    List<TypeElement> nested = ElementFilter.typesIn(type.getEnclosedElements());
    for (TypeElement each : nested) {
      String next = "_" + each.getSimpleName();
      if (rest.equals(next) || rest.startsWith(next + "_")) {
        TypeElement twin = twin(each, rest.substring(next.length()), self);
        if (twin != null) {
          return twin;
        }
      }
    }
    return null;
  }

  private boolean isWired(TypeElement type) {
    return Stream.concat(Stream.of(type), type.getEnclosedElements().stream())
        .anyMatch(element -> isAnnotated(element, annotations));
  }

  private boolean hasBoundMembers(TypeElement type) {
    return type.getEnclosedElements().stream()
        .anyMatch(member -> isAnnotated(member, boundAnnotations));
  }

  private static boolean isAnnotated(Element element, Set<String> annotations) {
    return element.getAnnotationMirrors().stream()
        .map(AnnotationMirror::getAnnotationType)
        .map(annotation -> MoreElements.asType(annotation.asElement()))
        .anyMatch(annotation -> annotations.contains(annotation.getQualifiedName().toString()));
  }
}
