package io.zkwire.processor;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.AnnotationValues;
import io.zkwire.annotation.OnLoss;
import io.zkwire.annotation.Otherwise;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * One guard of one method, as it was written.
 *
 * @param kind its kind
 * @param method the method
 * @param annotated what carries the annotation: the method, or its class
 * @param annotation the annotation
 * @param member the method as the runtime asks for it, {@code name(type,type)}
 */
record Guard(
    GuardKind kind,
    ExecutableElement method,
    Element annotated,
    AnnotationMirror annotation,
    String member) {

  /** The class that declares the method. */
  TypeElement declaring() {
    return Lineage.declaring(method);
  }

  /** Whether the annotation stands at the class. */
  boolean isOfClass() {
    return !annotated.equals(method);
  }

  /** The role, or the name of the lock or permit. */
  String name() {
    return AnnotationValues.getString(value("value"));
  }

  /** The names in the placeholders for parameters, in their order. */
  List<String> parameters() {
    return kind.takesParameters() ? GuardName.parameters(name()) : List.of();
  }

  /** What a call does that may not run, as it was written. */
  Otherwise otherwise() {
    return kind.refuses() ? Otherwise.valueOf(constant("otherwise")) : Otherwise.THROW;
  }

  /** The same, once it has been found right. */
  Otherwise resolvedOtherwise() {
    return otherwise() == Otherwise.UNSPECIFIED ? Otherwise.SKIP : otherwise();
  }

  /** What happens to a call under way. */
  OnLoss onLoss() {
    return kind.canBeLost() ? OnLoss.valueOf(constant("onLoss")) : OnLoss.FINISH;
  }

  /** The name of the constant that an attribute has. */
  String constant(String attribute) {
    return AnnotationValues.getEnum(value(attribute)).getSimpleName().toString();
  }

  /** The value of an attribute. */
  AnnotationValue value(String attribute) {
    return AnnotationMirrors.getAnnotationValue(annotation, attribute);
  }

  /** Where a diagnostic about an attribute stands. */
  Anchor anchor(String attribute) {
    return Anchor.at(annotated, annotation, attribute);
  }

  /** The annotation, for messages. */
  String title() {
    return "@" + kind.annotation().getSimpleName();
  }
}
