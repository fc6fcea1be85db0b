package io.zkwire.processor;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.AnnotationValues;
import com.google.auto.common.MoreElements;
import io.zkwire.annotation.Leader;
import io.zkwire.annotation.OnFollower;
import io.zkwire.annotation.OnLeader;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;

/**
 * A member that follows a role, as it was written.
 *
 * @param kind how
 * @param member the field or method
 * @param annotation the annotation
 */
record LeaderMember(Kind kind, Element member, AnnotationMirror annotation) {

  /** How a member follows a role. */
  enum Kind {
    FIELD(Leader.class, "field"),
    ON_LEADER(OnLeader.class, "onLeader"),
    ON_FOLLOWER(OnFollower.class, "onFollower");

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
  static List<LeaderMember> of(WiredClass owner) {
    return owner.element().getEnclosedElements().stream()
        .flatMap(member -> Stream.of(Kind.values()).flatMap(kind -> of(member, kind)))
        .toList();
  }

  private static Stream<LeaderMember> of(Element member, Kind kind) {
    return MoreElements.getAnnotationMirror(member, kind.annotation()).asSet().stream()
        .map(annotation -> new LeaderMember(kind, member, annotation));
  }

  /** The name of the member. */
  String name() {
    return member.getSimpleName().toString();
  }

  /** The method of a listener. */
  ExecutableElement method() {
    return MoreElements.asExecutable(member);
  }

  /** The role. */
  String role() {
    return AnnotationValues.getString(AnnotationMirrors.getAnnotationValue(annotation, "value"));
  }

  /** Where a diagnostic about the role stands. */
  Anchor roleAnchor() {
    return Anchor.at(member, annotation, "value");
  }
}
