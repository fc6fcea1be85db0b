package io.zkwire.processor;

import java.util.Objects;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A member that carries {@code @ZkConfig}, as it was written.
 *
 * @param member the field or setter
 * @param annotation the annotation
 * @param path the key
 * @param target how the value reaches the member
 * @param type the type of the value, primitive where it is declared so; null for a setter without
 *     exactly one parameter and for a raw {@code Live}
 * @param getter the getter of a setter's property, or null
 * @param required whether the key must be there
 * @param secret whether the value is a secret
 * @param subtree whether the value is a subtree
 * @param converter the converter that is named, or null
 */
record ConfigKey(
    Element member,
    AnnotationMirror annotation,
    String path,
    Target target,
    @Nullable TypeMirror type,
    @Nullable ExecutableElement getter,
    boolean required,
    boolean secret,
    boolean subtree,
    @Nullable TypeElement converter) {

  /** How a value reaches a member. */
  enum Target {
    FIELD,
    LIVE,
    SETTER
  }

  /** The name of the member. */
  String name() {
    return member.getSimpleName().toString();
  }

  /** The member with the simple name of its class, for messages. */
  String qualifiedName() {
    Element owner = Objects.requireNonNull(member.getEnclosingElement());
    return owner.getSimpleName() + "." + name();
  }

  /** Where a diagnostic about an attribute stands. */
  Anchor anchor(String attribute) {
    return Anchor.at(member, annotation, attribute);
  }

  /** The path below the chroot, the same for the relative and the absolute form of one key. */
  String node() {
    return path.startsWith("/") ? path : "/config/" + path;
  }
}
