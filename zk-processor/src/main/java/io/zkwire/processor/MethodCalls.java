package io.zkwire.processor;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.lang.invoke.MethodHandle;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Writes calls of methods of the bound object {@code t}: direct ones unless they are private. */
final class MethodCalls {

  /** Where the initialiser of a constant begins. */
  static final int CONSTANT_COLUMN = 6;

  private final Tools tools;

  MethodCalls(Tools tools) {
    this.tools = tools;
  }

  /**
   * The body of a lambda that calls a method which returns nothing.
   *
   * @param method the method
   * @param arguments its arguments, each of exactly the declared type, or empty
   * @param binding takes the handle of a private method
   */
  CodeBlock nothing(ExecutableElement method, CodeBlock arguments, BindingBuilder binding) {
    binding.uses(method);
    if (!isPrivate(method)) {
      return CodeBlock.of("t.$N($L)", method.getSimpleName(), arguments);
    }
    // As a statement: an expression would be taken to return Object, which invokeExact refuses.
    CodeBlock all = arguments.isEmpty() ? arguments : CodeBlock.of(", $L", arguments);
    return CodeBlock.of("{\n$>$N.invokeExact(t$L);\n$<}", handle(method, binding), all);
  }

  /** A call of a method without parameters, as an expression of the type that it returns. */
  CodeBlock result(ExecutableElement method, BindingBuilder binding) {
    binding.uses(method);
    if (!isPrivate(method)) {
      return CodeBlock.of("t.$N()", method.getSimpleName());
    }
    TypeMirror type = method.getReturnType();
    String handle = handle(method, binding);
    if (!TypeTexts.isGeneric(type)) {
      return CodeBlock.of("($T) $N.invokeExact(t)", TypeName.get(type), handle);
    }
    // The inner cast gives invokeExact the erased type; unlike one to the full type it is checked.
    return CodeBlock.of(
        "$T.cast(($T) $N.invokeExact(t))",
        RuntimeNames.MEMBERS,
        TypeTexts.withWildcards(type),
        handle);
  }

  /** A call of a method with arguments, as an expression of the type that it returns. */
  CodeBlock result(ExecutableElement method, CodeBlock arguments, BindingBuilder binding) {
    if (arguments.isEmpty()) {
      return result(method, binding);
    }
    binding.uses(method);
    return isPrivate(method)
        ? CodeBlock.of(
            "($T) $N.invokeExact(t, $L)",
            TypeTexts.withWildcards(method.getReturnType()),
            handle(method, binding),
            arguments)
        : CodeBlock.of("t.$N($L)", method.getSimpleName(), arguments);
  }

  private String handle(ExecutableElement method, BindingBuilder binding) {
    CodeBlock.Builder arguments =
        CodeBlock.builder().add("lookup(), $T.class", binding.owner().className());
    if (method.getReturnType().getKind() != TypeKind.VOID) {
      arguments.add(", $T.class", erased(method.getReturnType()));
    }
    arguments.add(", $S", method.getSimpleName().toString());
    for (VariableElement parameter : method.getParameters()) {
      arguments.add(", $T.class", erased(parameter.asType()));
    }
    String name = method.getSimpleName().toString();
    CodeBlock handle = CodeBlock.of("$T.method", RuntimeNames.MEMBERS);
    return binding.constant(
        name, MethodHandle.class, Layouts.call(CONSTANT_COLUMN, handle, arguments.build()));
  }

  private TypeName erased(TypeMirror type) {
    return TypeName.get(tools.types().erasure(type));
  }

  private static boolean isPrivate(ExecutableElement method) {
    return method.getModifiers().contains(Modifier.PRIVATE);
  }
}
