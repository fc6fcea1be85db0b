package io.zkwire.processor;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** What no method may be that zkwire calls on objects, whatever it takes. */
final class CalledMethods {

  private CalledMethods() {}

  /**
   * What is wrong with a method that may return something.
   *
   * @param method the method
   * @param why why it must not be static
   * @return the problem, after the name of the method; or null
   */
  static @Nullable String problem(ExecutableElement method, String why) {
    if (method.getModifiers().contains(Modifier.STATIC)) {
      return "is static, but " + why;
    }
    return method.getTypeParameters().isEmpty() ? null : "has type parameters of its own";
  }

  /**
   * What is wrong with a method that must return nothing.
   *
   * @param method the method
   * @param why why it must not be static
   * @return the problem, after the name of the method; or null
   */
  static @Nullable String problemOfVoid(ExecutableElement method, String why) {
    boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
    return isStatic || method.getReturnType().getKind() == TypeKind.VOID
        ? problem(method, why)
        : "returns " + TypeTexts.simple(method.getReturnType());
  }
}
