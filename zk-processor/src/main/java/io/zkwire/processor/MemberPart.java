package io.zkwire.processor;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.AnnotationValues;
import com.google.auto.common.MoreElements;
import io.zkwire.annotation.ClusterMember;
import io.zkwire.annotation.HealthCheck;
import io.zkwire.annotation.MemberState;
import io.zkwire.annotation.Members;
import io.zkwire.annotation.OnMemberChange;
import io.zkwire.annotation.OnMemberJoin;
import io.zkwire.annotation.OnMemberLeave;
import io.zkwire.annotation.OnOffline;
import io.zkwire.annotation.OnOnline;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;

/**
 * A class, field or method that has to do with groups, as it was written.
 *
 * @param kind how
 * @param element the class, field or method
 * @param annotation the annotation
 */
record MemberPart(Kind kind, Element element, AnnotationMirror annotation) {

  /** How it has to do with them. */
  enum Kind {
    MEMBER(ClusterMember.class, "member"),
    STATE(MemberState.class, "state"),
    HEALTH(HealthCheck.class, "healthCheck"),
    VIEW(Members.class, "view"),
    JOIN(OnMemberJoin.class, "onJoin"),
    LEAVE(OnMemberLeave.class, "onLeave"),
    CHANGE(OnMemberChange.class, "onChange"),
    ONLINE(OnOnline.class, "onOnline"),
    OFFLINE(OnOffline.class, "onOffline");

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

  /** Those of a class: itself, then its members in the order of its source. */
  static List<MemberPart> of(WiredClass owner) {
    return Stream.concat(Stream.of(owner.element()), owner.element().getEnclosedElements().stream())
        .flatMap(element -> Stream.of(Kind.values()).flatMap(kind -> of(element, kind, owner)))
        .toList();
  }

  private static Stream<MemberPart> of(Element element, Kind kind, WiredClass owner) {
    if (MoreElements.isType(element) && !element.equals(owner.element())) {
      return Stream.empty(); // a nested class is wired by itself
    }
    return MoreElements.getAnnotationMirror(element, kind.annotation()).asSet().stream()
        .map(annotation -> new MemberPart(kind, element, annotation));
  }

  /** Its name. */
  String name() {
    return element.getSimpleName().toString();
  }

  /** Whether it is a method. */
  boolean isMethod() {
    return element.getKind() == ElementKind.METHOD;
  }

  /** The method. */
  ExecutableElement method() {
    return MoreElements.asExecutable(element);
  }

  /** The group that it names. */
  String group() {
    return text(kind == Kind.MEMBER ? "group" : "value");
  }

  /** The name of a part of the state. */
  String stateName() {
    String written = text("value");
    return written.isEmpty() ? name() : written;
  }

  /** A text of the annotation. */
  String text(String attribute) {
    return AnnotationValues.getString(AnnotationMirrors.getAnnotationValue(annotation, attribute));
  }

  /** Whether an attribute of the annotation is true. */
  boolean is(String attribute) {
    return AnnotationValues.getBoolean(AnnotationMirrors.getAnnotationValue(annotation, attribute));
  }

  /** A number of the annotation. */
  int number(String attribute) {
    return AnnotationValues.getInt(AnnotationMirrors.getAnnotationValue(annotation, attribute));
  }

  /** Where a diagnostic about an attribute stands. */
  Anchor anchor(String attribute) {
    return Anchor.at(element, annotation, attribute);
  }
}
