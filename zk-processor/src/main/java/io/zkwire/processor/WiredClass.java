package io.zkwire.processor;

import com.google.auto.common.MoreElements;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * A class that is annotated or has annotated members of its own, with the names of what is written
 * for it.
 *
 * @param element the class
 * @param binaryName its name as the JVM knows it, {@code com.acme.Outer$Inner}
 * @param packageName its package, empty for the unnamed one
 */
record WiredClass(TypeElement element, String binaryName, String packageName) {

  static WiredClass of(TypeElement element, Elements elements) {
    return new WiredClass(
        element,
        elements.getBinaryName(element).toString(),
        elements.getPackageOf(element).getQualifiedName().toString());
  }

  /** The package. */
  PackageElement in() {
    return MoreElements.getPackage(element);
  }

  /** Whether no object is of exactly this class. */
  boolean isAbstract() {
    return element.getModifiers().contains(Modifier.ABSTRACT);
  }

  /** The class as it stands in class literals. */
  ClassName className() {
    return ClassName.get(element);
  }

  /** The class as it stands in declarations: wildcards for its type parameters, never raw. */
  TypeName typeName() {
    return withWildcards(element);
  }

  /** The class that is written for it. */
  ClassName bindingName() {
    return ClassName.get(packageName, flatName() + RuntimeNames.BINDING_SUFFIX);
  }

  /** The subclass that asks guards, if one is written. */
  ClassName guardedName() {
    return ClassName.get(packageName, flatName() + RuntimeNames.GUARDED_SUFFIX);
  }

  /** The class that implements it, if it is an interface and one is written. */
  ClassName madeName() {
    return ClassName.get(packageName, flatName() + RuntimeNames.MADE_SUFFIX);
  }

  /** {@code Outer_Inner}. */
  String flatName() {
    return simpleBinaryName().replace('$', '_');
  }

  /** The only originating element of what is written. */
  TypeElement topLevel() {
    return outermost(element);
  }

  /** Its own members that carry an annotation, in the order of the source. */
  List<? extends Element> members(Class<? extends Annotation> annotation) {
    return element.getEnclosedElements().stream()
        .filter(member -> MoreElements.isAnnotationPresent(member, annotation))
        .toList();
  }

  private String simpleBinaryName() {
    return packageName.isEmpty() ? binaryName : binaryName.substring(packageName.length() + 1);
  }

  private static TypeElement outermost(TypeElement type) {
    Element around = type.getEnclosingElement();
    return around instanceof TypeElement outer ? outermost(outer) : type;
  }

  /**
   * A class with wildcards for its type parameters, and for those of what it is an inner class of.
   */
  static TypeName withWildcards(TypeElement type) {
    TypeName[] wildcards = new TypeName[type.getTypeParameters().size()];
    Arrays.fill(wildcards, WildcardTypeName.subtypeOf(Object.class));
    if (type.getEnclosingElement() instanceof TypeElement outer
        && !type.getModifiers().contains(Modifier.STATIC)) {
      if (withWildcards(outer) instanceof ParameterizedTypeName generic) {
        return generic.nestedClass(type.getSimpleName().toString(), List.of(wildcards));
      }
    }
    return wildcards.length == 0
        ? ClassName.get(type)
        : ParameterizedTypeName.get(ClassName.get(type), wildcards);
  }
}
