package io.zkwire.processor;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.AnnotationValues;
import com.google.auto.common.MoreElements;
import io.zkwire.annotation.OnProgress;
import io.zkwire.annotation.WatchProgress;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;

/**
 * A member that follows a task, as it was written.
 *
 * @param member the field or method
 * @param annotation the annotation
 */
record ProgressMember(Element member, AnnotationMirror annotation) {

  private static final List<Class<? extends Annotation>> KINDS =
      List.of(WatchProgress.class, OnProgress.class);

  /** The annotations that ask for it. */
  static Stream<String> annotations() {
    return KINDS.stream().map(Class::getName);
  }

  /** Those of a class, in the order of its source. */
  static List<ProgressMember> of(WiredClass owner) {
    return owner.element().getEnclosedElements().stream()
        .flatMap(member -> KINDS.stream().flatMap(kind -> of(member, kind)))
        .toList();
  }

  private static Stream<ProgressMember> of(Element member, Class<? extends Annotation> kind) {
    return MoreElements.getAnnotationMirror(member, kind).asSet().stream()
        .map(annotation -> new ProgressMember(member, annotation));
  }

  /** Whether it is a field that holds the board; else a listener. */
  boolean isField() {
    return member.getKind().isField();
  }

  /** The name of the member. */
  String name() {
    return member.getSimpleName().toString();
  }

  /** The method of a listener. */
  ExecutableElement method() {
    return MoreElements.asExecutable(member);
  }

  /** The task. */
  String task() {
    return AnnotationValues.getString(AnnotationMirrors.getAnnotationValue(annotation, "value"));
  }

  /** Where a diagnostic about the task stands. */
  Anchor taskAnchor() {
    return Anchor.at(member, annotation, "value");
  }
}
