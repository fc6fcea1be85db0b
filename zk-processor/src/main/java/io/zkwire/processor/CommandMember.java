package io.zkwire.processor;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.AnnotationValues;
import com.google.auto.common.MoreElements;
import io.zkwire.annotation.CommandChannel;
import io.zkwire.annotation.OnCommand;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * A member that sends commands or carries one out, as it was written.
 *
 * @param member the field or method
 * @param annotation the annotation
 */
record CommandMember(Element member, AnnotationMirror annotation) {

  private static final List<Class<? extends Annotation>> KINDS =
      List.of(CommandChannel.class, OnCommand.class);

  /** The annotations that ask for it. */
  static Stream<String> annotations() {
    return KINDS.stream().map(Class::getName);
  }

  /** Those of a class, in the order of its source. */
  static List<CommandMember> of(WiredClass owner) {
    return owner.element().getEnclosedElements().stream()
        .flatMap(member -> KINDS.stream().flatMap(kind -> of(member, kind)))
        .toList();
  }

  private static Stream<CommandMember> of(Element member, Class<? extends Annotation> kind) {
    return MoreElements.getAnnotationMirror(member, kind).asSet().stream()
        .map(annotation -> new CommandMember(member, annotation));
  }

  /** Whether it is a field for sending; else a method that carries out a command. */
  boolean isField() {
    return member.getKind().isField();
  }

  /** The name of the member. */
  String name() {
    return member.getSimpleName().toString();
  }

  /** The method that carries out a command. */
  ExecutableElement method() {
    return MoreElements.asExecutable(member);
  }

  /** The types of its parameters. */
  List<? extends TypeMirror> parameters() {
    return method().getParameters().stream().map(Element::asType).toList();
  }

  /** Whether it returns a result. */
  boolean hasResult() {
    return method().getReturnType().getKind() != TypeKind.VOID;
  }

  /** The text of an attribute. */
  String text(String attribute) {
    return AnnotationValues.getString(AnnotationMirrors.getAnnotationValue(annotation, attribute));
  }

  /** Where a diagnostic about an attribute stands. */
  Anchor anchor(String attribute) {
    return Anchor.at(member, annotation, attribute);
  }
}
