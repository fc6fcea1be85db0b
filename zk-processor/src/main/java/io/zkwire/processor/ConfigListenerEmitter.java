package io.zkwire.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.zkwire.ConfigChange;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** Writes the specs of methods that are told of changes. */
final class ConfigListenerEmitter {

  /** Where the lambda of a spec begins. */
  private static final int LAMBDA_COLUMN = 8;

  private final Tools tools;
  private final MethodCalls calls;

  ConfigListenerEmitter(Tools tools, MethodCalls calls) {
    this.tools = tools;
    this.calls = calls;
  }

  void emit(ConfigListener listener, BindingBuilder binding) {
    ConfigKey key = Objects.requireNonNull(listener.key());
    binding.doc("{@code $L} is told of {@code $L}", listener.name(), key.node());
    binding.spec(
        listener.name(),
        CodeBlock.of(
            "$T.onChange(\n$>$>$S,\n$S,\n$L)$<$<",
            RuntimeNames.CONFIG_LISTENER_SPEC,
            listener.path(),
            listener.name(),
            Layouts.lambda(
                LAMBDA_COLUMN,
                parameters(listener, Objects.requireNonNull(key.type()), binding),
                calls.nothing(listener.method(), arguments(listener), binding))));
  }

  /** Typed, so that the compiler can infer the type of the value; nothing to infer without it. */
  private CodeBlock parameters(ConfigListener listener, TypeMirror type, BindingBuilder binding) {
    if (listener.method().getParameters().isEmpty()) {
      return CodeBlock.of("(t, c)");
    }
    Access.named(type).forEach(binding::uses);
    TypeName change =
        ParameterizedTypeName.get(
            ClassName.get(ConfigChange.class), TypeName.get(tools.boxed(type)));
    return CodeBlock.of("($T t, $T c)", binding.owner().typeName(), change);
  }

  private static CodeBlock arguments(ConfigListener listener) {
    List<? extends VariableElement> parameters = listener.method().getParameters();
    if (parameters.isEmpty()) {
      return CodeBlock.of("");
    }
    TypeMirror last = parameters.get(parameters.size() - 1).asType();
    if (ConfigListenerRules.isChange(last)) {
      return CodeBlock.of("c");
    }
    CodeBlock now = ConfigEmitter.unboxed(last, "c.newValue()");
    if (parameters.size() == 1) {
      return now;
    }
    TypeMirror first = parameters.get(0).asType();
    return CodeBlock.of("$L, $L", ConfigEmitter.unboxed(first, "c.oldValue()"), now);
  }
}
