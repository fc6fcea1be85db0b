package io.zkwire.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** Writes the specs of bound members. */
final class ConfigEmitter {

  /** Where the lambdas of a spec begin. */
  private static final int LAMBDA_COLUMN = 12;

  private final Tools tools;
  private final ConfigListenerEmitter listeners;
  private final MethodCalls calls;
  private final FieldHandles fields;

  ConfigEmitter(Tools tools) {
    this.tools = tools;
    this.calls = new MethodCalls(tools);
    this.fields = new FieldHandles(tools);
    this.listeners = new ConfigListenerEmitter(tools, calls);
  }

  void emit(List<ConfigKey> keys, List<ConfigListener> all, BindingBuilder binding) {
    for (ConfigKey key : keys) {
      binding.doc("{@code $L} follows {@code $L}", key.name(), key.node());
      binding.spec(key.name(), spec(key, binding));
    }
    all.forEach(listener -> listeners.emit(listener, binding));
  }

  private CodeBlock spec(ConfigKey key, BindingBuilder binding) {
    TypeMirror type = Objects.requireNonNull(key.type());
    Access.named(type).forEach(binding::uses);
    CodeBlock.Builder spec =
        CodeBlock.builder()
            .add("$T.key($S, $L)$>$>", RuntimeNames.CONFIG_SPEC, key.path(), token(type));
    if (key.required()) {
      spec.add("\n.required()");
    }
    if (key.secret()) {
      spec.add("\n.secret()");
    }
    if (key.subtree()) {
      spec.add("\n.subtree()");
    }
    TypeElement converter = key.converter();
    if (converter != null) {
      binding.uses(converter);
      spec.add("\n.convertedBy($T::new)", ClassName.get(converter));
    }
    return spec.add("\n$L$<$<", target(key, type, binding)).build();
  }

  private CodeBlock target(ConfigKey key, TypeMirror type, BindingBuilder binding) {
    return switch (key.target()) {
      case FIELD -> field(key, "field", binding);
      case LIVE -> field(key, "live", binding);
      case SETTER -> setter(key, type, binding);
    };
  }

  private CodeBlock field(ConfigKey key, String verb, BindingBuilder binding) {
    TypeMirror declared = key.member().asType();
    String handle = fields.of(key.member(), binding);
    CodeBlock get =
        TypeTexts.isGeneric(declared)
            ? CodeBlock.of("$T.cast($N.getVolatile(t))", RuntimeNames.MEMBERS, handle)
            : CodeBlock.of("($T) $N.getVolatile(t)", TypeName.get(declared), handle);
    CodeBlock set = CodeBlock.of("$N.setVolatile(t, $L)", handle, unboxed(declared, "v"));
    return CodeBlock.of(".$L(\n$>$>$S,\n$L,\n$L)$<$<", verb, key.name(), getter(get), setter(set));
  }

  private CodeBlock setter(ConfigKey key, TypeMirror type, BindingBuilder binding) {
    ExecutableElement method = (ExecutableElement) key.member();
    CodeBlock set = setter(calls.nothing(method, unboxed(type, "v"), binding));
    ExecutableElement getter = key.getter();
    if (getter == null) {
      return CodeBlock.of(".setter($S, $L)", key.name(), set);
    }
    return CodeBlock.of(
        ".setter(\n$>$>$S,\n$L,\n$L)$<$<", key.name(), getter(calls.result(getter, binding)), set);
  }

  private static CodeBlock getter(CodeBlock body) {
    return Layouts.lambda(LAMBDA_COLUMN, CodeBlock.of("t"), body);
  }

  private static CodeBlock setter(CodeBlock body) {
    return Layouts.lambda(LAMBDA_COLUMN, CodeBlock.of("(t, v)"), body);
  }

  private CodeBlock token(TypeMirror type) {
    return token(type, tools);
  }

  /** A type as the runtime takes it. */
  static CodeBlock token(TypeMirror type, Tools tools) {
    TypeName boxed = TypeName.get(tools.boxed(type));
    return TypeTexts.isGeneric(type)
        ? CodeBlock.of("new $T() {}", ParameterizedTypeName.get(RuntimeNames.TYPE_REF, boxed))
        : CodeBlock.of("$T.class", TypeName.get(tools.types().erasure(tools.boxed(type))));
  }

  /** An expression of the boxed type as an expression of the declared one. */
  static CodeBlock unboxed(TypeMirror declared, String expression) {
    return declared.getKind().isPrimitive()
        ? CodeBlock.of("($T) $L", TypeName.get(declared), expression)
        : CodeBlock.of("$L", expression);
  }
}
