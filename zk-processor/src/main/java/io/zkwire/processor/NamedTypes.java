package io.zkwire.processor;

import com.google.auto.common.MoreTypes;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Types that are known by their names. */
final class NamedTypes {

  private static final NamedTypes TEXTUAL =
      of(
          Boolean.class,
          Byte.class,
          Character.class,
          Double.class,
          Float.class,
          Integer.class,
          Long.class,
          Short.class,
          String.class);

  private final Set<String> names;

  private NamedTypes(Set<String> names) {
    this.names = names;
  }

  static NamedTypes of(Class<?>... types) {
    return new NamedTypes(names(Stream.of(types)));
  }

  /** String, the wrappers of the primitive types, and these. */
  static NamedTypes textual(Class<?>... types) {
    return new NamedTypes(
        Stream.concat(TEXTUAL.names.stream(), names(Stream.of(types)).stream())
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static Set<String> names(Stream<Class<?>> types) {
    return types.map(Class::getName).collect(Collectors.toUnmodifiableSet());
  }

  boolean contain(TypeElement type) {
    return names.contains(type.getQualifiedName().toString());
  }

  /** Whether a type is one of them, or an enum. */
  boolean containOrEnum(TypeMirror type) {
    if (type.getKind() != TypeKind.DECLARED) {
      return false;
    }
    TypeElement element = MoreTypes.asTypeElement(type);
    return contain(element) || element.getKind() == ElementKind.ENUM;
  }
}
