package io.zkwire.processor;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.AnnotationValues;
import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import io.zkwire.Shard;
import io.zkwire.annotation.OnShards;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * A field or method that has to do with shards, as it was written.
 *
 * @param member the field or method
 * @param annotation the annotation
 */
record ShardMember(Element member, AnnotationMirror annotation) {

  /** What a method takes. */
  enum Takes {
    NOTHING,
    SHARDS,
    NUMBERS,
    SET,
    OTHER
  }

  /** Those of a class, in the order of its source. */
  static List<ShardMember> of(WiredClass owner) {
    return owner.element().getEnclosedElements().stream().flatMap(ShardMember::of).toList();
  }

  private static Stream<ShardMember> of(Element member) {
    return MoreElements.getAnnotationMirror(member, OnShards.class).asSet().stream()
        .map(annotation -> new ShardMember(member, annotation));
  }

  /** The name of the member. */
  String name() {
    return member.getSimpleName().toString();
  }

  /** Whether it is a method. */
  boolean isMethod() {
    return member.getKind() == ElementKind.METHOD;
  }

  /** The method. */
  ExecutableElement method() {
    return MoreElements.asExecutable(member);
  }

  /** The group. */
  String group() {
    return AnnotationValues.getString(AnnotationMirrors.getAnnotationValue(annotation, "value"));
  }

  /** How many shards there are. */
  int shards() {
    return AnnotationValues.getInt(AnnotationMirrors.getAnnotationValue(annotation, "shards"));
  }

  /** What the method takes. */
  Takes takes() {
    if (method().getParameters().isEmpty()) {
      return Takes.NOTHING;
    }
    TypeMirror type = method().getParameters().get(0).asType();
    if (type.getKind() == TypeKind.ARRAY) {
      ArrayType array = MoreTypes.asArray(type);
      return array.getComponentType().getKind() == TypeKind.INT ? Takes.NUMBERS : Takes.OTHER;
    }
    if (of(type, List.class, Shard.class)) {
      return Takes.SHARDS;
    }
    return of(type, Set.class, Integer.class) ? Takes.SET : Takes.OTHER;
  }

  private static boolean of(TypeMirror type, Class<?> collection, Class<?> element) {
    if (!HandleRules.is(collection, type)) {
      return false;
    }
    List<? extends TypeMirror> arguments = MoreTypes.asDeclared(type).getTypeArguments();
    return arguments.size() == 1 && HandleRules.is(element, arguments.get(0));
  }

  /** Where a diagnostic about an attribute stands. */
  Anchor anchor(String attribute) {
    return Anchor.at(member, annotation, attribute);
  }
}
