package io.zkwire.processor;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.lang.invoke.VarHandle;
import javax.lang.model.element.Element;

/** Writes the handles by which fields of the bound object are reached. */
final class FieldHandles {

  private final Tools tools;

  FieldHandles(Tools tools) {
    this.tools = tools;
  }

  /** Adds the handle of a field to a binding, and gives the name of its constant. */
  String of(Element field, BindingBuilder binding) {
    String name = field.getSimpleName().toString();
    CodeBlock arguments =
        CodeBlock.of(
            "lookup(), $T.class, $S, $T.class",
            binding.owner().className(),
            name,
            TypeName.get(tools.types().erasure(field.asType())));
    CodeBlock handle = CodeBlock.of("$T.field", RuntimeNames.MEMBERS);
    return binding.constant(
        name, VarHandle.class, Layouts.call(MethodCalls.CONSTANT_COLUMN, handle, arguments));
  }
}
