package io.zkwire.processor;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.AnnotationValues;
import com.google.auto.common.MoreElements;
import io.zkwire.annotation.ServiceEndpoint;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A class that carries {@code @ServiceEndpoint}, as it was written.
 *
 * @param type the class
 * @param annotation the annotation
 * @param portOf the member that its port names, or null
 * @param healthOf the member that its health names, or null
 */
record OfferedEndpoint(
    TypeElement type,
    AnnotationMirror annotation,
    @Nullable Element portOf,
    @Nullable Element healthOf) {

  private static final Pattern MEMBER = Pattern.compile("\\{([^{}]*)}");

  /** The endpoint of a class, or null if it is none. */
  static @Nullable OfferedEndpoint of(WiredClass owner, Tools tools) {
    AnnotationMirror annotation =
        MoreElements.getAnnotationMirror(owner.element(), ServiceEndpoint.class).orNull();
    if (annotation == null) {
      return null;
    }
    TypeElement type = owner.element();
    return new OfferedEndpoint(
        type,
        annotation,
        member(type, text(annotation, "port"), tools),
        member(type, text(annotation, "healthy"), tools));
  }

  private static @Nullable Element member(TypeElement type, String text, Tools tools) {
    String name = memberName(text);
    if (name == null) {
      return null;
    }
    return Stream.concat(
            type.getEnclosedElements().stream(),
            tools.elements().getAllMembers(type).stream()
                .filter(member -> isAccessible(member, type)))
        .filter(member -> member.getSimpleName().contentEquals(name))
        .filter(member -> member.getKind().isField() || isGetter(member))
        .findFirst()
        .orElse(null);
  }

  /** The name in <code>{name}</code>; null for any other text. */
  static @Nullable String memberName(String text) {
    Matcher matcher = MEMBER.matcher(text);
    return matcher.matches() ? matcher.group(1) : null;
  }

  private static boolean isGetter(Element member) {
    return member instanceof ExecutableElement method && method.getParameters().isEmpty();
  }

  private static boolean isAccessible(Element member, TypeElement from) {
    return !member.getModifiers().contains(Modifier.PRIVATE)
        && (member.getModifiers().contains(Modifier.PUBLIC)
            || MoreElements.getPackage(member).equals(MoreElements.getPackage(from)));
  }

  /** The type that a member gives. */
  static TypeMirror given(Element member) {
    return member instanceof ExecutableElement method ? method.getReturnType() : member.asType();
  }

  String domain() {
    return text("domain");
  }

  /** An attribute that is a text. */
  String text(String attribute) {
    return text(annotation, attribute);
  }

  /** An attribute that is a list of texts. */
  List<String> texts(String attribute) {
    return AnnotationValues.getStrings(value(annotation, attribute));
  }

  int weight() {
    return AnnotationValues.getInt(value(annotation, "weight"));
  }

  /** How its node is written, the name of a constant. */
  String format() {
    return AnnotationValues.getEnum(value(annotation, "format")).getSimpleName().toString();
  }

  /** Where a diagnostic about an attribute stands. */
  Anchor anchor(String attribute) {
    return Anchor.at(type, annotation, attribute);
  }

  private static String text(AnnotationMirror annotation, String attribute) {
    return AnnotationValues.getString(value(annotation, attribute));
  }

  private static AnnotationValue value(AnnotationMirror annotation, String attribute) {
    return AnnotationMirrors.getAnnotationValue(annotation, attribute);
  }
}
