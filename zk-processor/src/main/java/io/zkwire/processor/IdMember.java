package io.zkwire.processor;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.AnnotationValues;
import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import io.zkwire.IdGenerator;
import io.zkwire.IdNode;
import io.zkwire.IdOptions;
import io.zkwire.IdStrategy;
import io.zkwire.annotation.GlobalId;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A member that gives IDs, as it was written.
 *
 * @param member the field or method
 * @param annotation the annotation
 */
record IdMember(Element member, AnnotationMirror annotation) {

  /** Those of a class, in the order of its source. */
  static List<IdMember> of(WiredClass owner) {
    return owner.element().getEnclosedElements().stream().flatMap(IdMember::of).toList();
  }

  private static Stream<IdMember> of(Element member) {
    return MoreElements.getAnnotationMirror(member, GlobalId.class).asSet().stream()
        .map(annotation -> new IdMember(member, annotation));
  }

  /** The name of the member. */
  String name() {
    return member.getSimpleName().toString();
  }

  /** The member, as messages show it. */
  String shown() {
    return isMethod() ? name() + "()" : name();
  }

  boolean isMethod() {
    return member.getKind() == ElementKind.METHOD;
  }

  ExecutableElement method() {
    return MoreElements.asExecutable(member);
  }

  /** What is numbered. */
  String type() {
    return text("type");
  }

  /** What the IDs are like. */
  IdOptions options() {
    String strategy = AnnotationValues.getEnum(value("strategy")).getSimpleName().toString();
    return new IdOptions(
        IdStrategy.valueOf(strategy),
        text("name"),
        text("format"),
        text("layout"),
        text("epoch"),
        AnnotationValues.getBoolean(value("javascriptSafe")),
        AnnotationValues.getBoolean(value("keepNodes")));
  }

  private String text(String attribute) {
    return AnnotationValues.getString(value(attribute));
  }

  private AnnotationValue value(String attribute) {
    return AnnotationMirrors.getAnnotationValue(annotation, attribute);
  }

  /** Where a diagnostic about an attribute stands. */
  Anchor anchor(String attribute) {
    return Anchor.at(member, annotation, attribute);
  }

  /** Which method of a generator gives what the method returns; null for another type. */
  @Nullable String call() {
    TypeMirror type = method().getReturnType();
    if (type.getKind() == TypeKind.LONG) {
      return "nextLong";
    }
    if (type.getKind() != TypeKind.DECLARED) {
      return null;
    }
    return MoreTypes.isTypeOf(String.class, type)
        ? "next"
        : MoreTypes.isTypeOf(IdNode.class, type)
            ? "nextNode"
            : MoreTypes.isTypeOf(IdGenerator.class, type) ? "" : null;
  }
}
