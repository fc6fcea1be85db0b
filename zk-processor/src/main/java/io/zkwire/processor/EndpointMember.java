package io.zkwire.processor;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.AnnotationValues;
import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import io.zkwire.EndpointStrategy;
import io.zkwire.annotation.Discover;
import io.zkwire.annotation.OnEndpointsChange;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A member that follows a domain, as it was written.
 *
 * @param kind how
 * @param member the field or method
 * @param annotation the annotation
 */
record EndpointMember(Kind kind, Element member, AnnotationMirror annotation) {

  /** How a member follows a domain. */
  enum Kind {
    FIELD(Discover.class, "field"),
    LISTENER(OnEndpointsChange.class, "onEndpointsChange");

    private final Class<? extends Annotation> annotation;
    private final String title;

    Kind(Class<? extends Annotation> annotation, String title) {
      this.annotation = annotation;
      this.title = title;
    }

    /** What manifests call it. */
    String title() {
      return title;
    }
  }

  /** Those of a class, in the order of its source. */
  static List<EndpointMember> of(WiredClass owner) {
    return owner.element().getEnclosedElements().stream()
        .flatMap(member -> Stream.of(Kind.values()).flatMap(kind -> of(member, kind)))
        .toList();
  }

  private static Stream<EndpointMember> of(Element member, Kind kind) {
    return MoreElements.getAnnotationMirror(member, kind.annotation).asSet().stream()
        .map(annotation -> new EndpointMember(kind, member, annotation));
  }

  /** The name of the member. */
  String name() {
    return member.getSimpleName().toString();
  }

  /** The method of a listener. */
  ExecutableElement method() {
    return MoreElements.asExecutable(member);
  }

  /** The domain. */
  String domain() {
    return text("value");
  }

  /** An attribute that is a text. */
  String text(String attribute) {
    return AnnotationValues.getString(value(attribute));
  }

  /** An attribute that is a number. */
  int number(String attribute) {
    return AnnotationValues.getInt(value(attribute));
  }

  /** The tags. */
  List<String> tags() {
    return AnnotationValues.getStrings(value("tags"));
  }

  /** How one is chosen, the name of a constant. */
  String balance() {
    return AnnotationValues.getEnum(value("balance")).getSimpleName().toString();
  }

  /** The strategy of the application's own, or null. */
  @Nullable TypeElement strategy() {
    TypeMirror type = AnnotationValues.getTypeMirror(value("strategy"));
    return MoreTypes.isTypeOf(EndpointStrategy.class, type) ? null : MoreTypes.asTypeElement(type);
  }

  /** Where a diagnostic about an attribute stands. */
  Anchor anchor(String attribute) {
    return Anchor.at(member, annotation, attribute);
  }

  private AnnotationValue value(String attribute) {
    return AnnotationMirrors.getAnnotationValue(annotation, attribute);
  }
}
