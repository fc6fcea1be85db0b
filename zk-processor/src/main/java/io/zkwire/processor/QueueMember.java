package io.zkwire.processor;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.AnnotationValues;
import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import io.zkwire.WorkQueue;
import io.zkwire.annotation.Queue;
import io.zkwire.annotation.QueueConsumer;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A member that has to do with a queue, as it was written.
 *
 * @param kind what it does
 * @param member the field or method
 * @param annotation the annotation
 */
record QueueMember(Kind kind, Element member, AnnotationMirror annotation) {

  /** What a member does with a queue. */
  enum Kind {
    FIELD(Queue.class, "field"),
    CONSUMER(QueueConsumer.class, "consumer");

    private final Class<? extends Annotation> annotation;
    private final String title;

    Kind(Class<? extends Annotation> annotation, String title) {
      this.annotation = annotation;
      this.title = title;
    }

    /** The annotation that asks for it. */
    Class<? extends Annotation> annotation() {
      return annotation;
    }

    /** What manifests call it. */
    String title() {
      return title;
    }
  }

  /** Those of a class, in the order of its source. */
  static List<QueueMember> of(WiredClass owner) {
    return owner.element().getEnclosedElements().stream()
        .flatMap(member -> Stream.of(Kind.values()).flatMap(kind -> of(member, kind)))
        .toList();
  }

  private static Stream<QueueMember> of(Element member, Kind kind) {
    return MoreElements.getAnnotationMirror(member, kind.annotation()).asSet().stream()
        .map(annotation -> new QueueMember(kind, member, annotation));
  }

  /** The name of the member. */
  String name() {
    return member.getSimpleName().toString();
  }

  /** The method of a consumer. */
  ExecutableElement method() {
    return MoreElements.asExecutable(member);
  }

  /** The name of the queue. */
  String queue() {
    return text("value");
  }

  /** The type of an item, or null where the member does not say one. */
  @Nullable TypeMirror item() {
    if (kind == Kind.CONSUMER) {
      List<? extends VariableElement> parameters = method().getParameters();
      return parameters.isEmpty() ? null : parameters.get(0).asType();
    }
    TypeMirror type = member.asType();
    if (type.getKind() != TypeKind.DECLARED || !MoreTypes.isTypeOf(WorkQueue.class, type)) {
      return null;
    }
    List<? extends TypeMirror> arguments = MoreTypes.asDeclared(type).getTypeArguments();
    return arguments.isEmpty() ? null : arguments.get(0);
  }

  String text(String attribute) {
    return AnnotationValues.getString(value(attribute));
  }

  int number(String attribute) {
    return AnnotationValues.getInt(value(attribute));
  }

  private AnnotationValue value(String attribute) {
    return AnnotationMirrors.getAnnotationValue(annotation, attribute);
  }

  /** Where a diagnostic about an attribute stands. */
  Anchor anchor(String attribute) {
    return Anchor.at(member, annotation, attribute);
  }
}
