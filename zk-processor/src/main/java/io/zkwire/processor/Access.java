package io.zkwire.processor;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import com.google.auto.common.Visibility;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** What code in a package may name. */
final class Access {

  private Access() {}

  /** Whether an element, and all that encloses it, may be named in a package. */
  static boolean isVisible(Element element, PackageElement from) {
    return switch (Visibility.effectiveVisibilityOfElement(element)) {
      case PUBLIC -> true;
      case PROTECTED, DEFAULT -> MoreElements.getPackage(element).equals(from);
      case PRIVATE -> false;
    };
  }

  /** The first class in a type that may not be named in a package, or null. */
  static @Nullable TypeElement hidden(TypeMirror type, PackageElement from) {
    return named(type).stream()
        .filter(element -> !isVisible(element, from))
        .findFirst()
        .orElse(null);
  }

  /** Every class that a type names: its own, and those of its arguments. */
  static Set<TypeElement> named(TypeMirror type) {
    Set<TypeElement> found = new LinkedHashSet<>();
    collect(type, found);
    return found;
  }

  private static void collect(@Nullable TypeMirror type, Set<TypeElement> found) {
    if (type instanceof ArrayType array) {
      collect(array.getComponentType(), found);
    } else if (type instanceof WildcardType wildcard) {
      collect(wildcard.getExtendsBound(), found);
      collect(wildcard.getSuperBound(), found);
    } else if (type instanceof IntersectionType intersection
        && type.getKind() == TypeKind.INTERSECTION) {
      intersection.getBounds().forEach(bound -> collect(bound, found));
    } else if (type instanceof DeclaredType declared && type.getKind() == TypeKind.DECLARED) {
      found.add(MoreTypes.asTypeElement(declared));
      declared.getTypeArguments().forEach(argument -> collect(argument, found));
      collect(declared.getEnclosingType(), found);
    }
  }
}
