package io.zkwire.processor;

import java.util.Map;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * What every part of the processor may ask; none of it writes.
 *
 * @param elements the compiler's elements
 * @param types the compiler's types
 * @param sourceVersion the version of the sources
 * @param initialisers the initialisers of fields
 * @param woven whether guards are woven into the classes, so that no subclass needs to ask them
 */
record Tools(
    Elements elements,
    Types types,
    SourceVersion sourceVersion,
    Initialisers initialisers,
    boolean woven) {

  /** The option that says so. */
  static final String WOVEN = "zkwire.woven";

  static Tools of(ProcessingEnvironment environment) {
    return new Tools(
        environment.getElementUtils(),
        environment.getTypeUtils(),
        environment.getSourceVersion(),
        Initialisers.of(environment),
        "true".equals(environment.getOptions().get(WOVEN)));
  }

  /** Adds the first sentence of a member's Javadoc to its entry of the manifest, if it has one. */
  void describe(Element member, Map<String, Object> entry) {
    String sentence = JavadocText.firstSentence(elements.getDocComment(member));
    if (sentence != null) {
      entry.put("doc", sentence);
    }
  }

  /**
   * A class of the same package as another one, and so of the same module: without the module the
   * compiler would look into every one there is, which takes long for a class that is not there.
   */
  @Nullable TypeElement beside(WiredClass owner, String simpleName) {
    String name =
        owner.packageName().isEmpty() ? simpleName : owner.packageName() + "." + simpleName;
    ModuleElement module = elements.getModuleOf(owner.element());
    return module == null ? elements.getTypeElement(name) : elements.getTypeElement(module, name);
  }

  /** The wrapper of a primitive type; any other type as it is. */
  TypeMirror boxed(TypeMirror type) {
    return type.getKind().isPrimitive() ? types.boxedClass((PrimitiveType) type).asType() : type;
  }

  /** Whether two types are the same once both are boxed. */
  boolean sameBoxed(TypeMirror one, TypeMirror other) {
    return types.isSameType(boxed(one), boxed(other));
  }
}
