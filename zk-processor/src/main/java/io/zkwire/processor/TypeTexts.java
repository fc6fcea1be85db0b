package io.zkwire.processor;

import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.TypeName;
import java.util.regex.Pattern;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** Types as text. */
final class TypeTexts {

  private static final Pattern PACKAGE = Pattern.compile("(?<![\\w.)])(?:[a-z_]\\w*\\.)+(?=[A-Z])");

  private TypeTexts() {}

  /** A type with full names and without its annotations: {@code java.util.List<java.net.URI>}. */
  static String full(TypeMirror type) {
    return TypeName.get(type).toString();
  }

  /** A type for a message, without packages: {@code List<URI>}. */
  static String simple(TypeMirror type) {
    return withoutPackages(full(type));
  }

  /** Code or a type with all package names cut away. */
  static String withoutPackages(String code) {
    return PACKAGE.matcher(code).replaceAll("");
  }

  /** Whether a type has arguments, so that a class literal cannot say all of it. */
  static boolean isGeneric(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return isGeneric(array.getComponentType());
    }
    return type instanceof DeclaredType declared
        && (!declared.getTypeArguments().isEmpty() || isGeneric(declared.getEnclosingType()));
  }

  /** A generic type with wildcards for all its arguments. */
  static TypeName withWildcards(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return ArrayTypeName.of(withWildcards(array.getComponentType()));
    }
    return type instanceof DeclaredType declared
        ? WiredClass.withWildcards(MoreTypes.asTypeElement(declared))
        : TypeName.get(type);
  }

  /** Whether a type, or part of it, lacks its arguments. */
  static boolean isRaw(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return isRaw(array.getComponentType());
    }
    if (type instanceof WildcardType wildcard) {
      return isRawBound(wildcard.getExtendsBound()) || isRawBound(wildcard.getSuperBound());
    }
    if (type.getKind() != TypeKind.DECLARED || !(type instanceof DeclaredType declared)) {
      return false;
    }
    int parameters = MoreTypes.asTypeElement(declared).getTypeParameters().size();
    return parameters != declared.getTypeArguments().size()
        || declared.getTypeArguments().stream().anyMatch(TypeTexts::isRaw);
  }

  private static boolean isRawBound(@Nullable TypeMirror bound) {
    return bound != null && isRaw(bound);
  }
}
