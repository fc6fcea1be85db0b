package io.zkwire.processor;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.zkwire.ConsumerOptions;
import java.util.List;
import java.util.Objects;
import javax.lang.model.type.TypeMirror;

/** Writes the specs of members that have to do with queues. */
final class QueueEmitter {

  /** Where the expression of a spec begins: after the indent and "return". */
  private static final int SPEC_COLUMN = 11;

  /** Where a lambda on a line of its own begins. */
  private static final int LAMBDA_COLUMN = 8;

  private final Tools tools;
  private final FieldHandles fields;
  private final MethodCalls calls;

  QueueEmitter(Tools tools) {
    this.tools = tools;
    this.fields = new FieldHandles(tools);
    this.calls = new MethodCalls(tools);
  }

  void emit(List<QueueMember> members, BindingBuilder binding) {
    for (QueueMember member : members) {
      boolean field = member.kind() == QueueMember.Kind.FIELD;
      binding.doc(
          "{@code $L} $L {@code $L}",
          member.name(),
          field ? "holds the queue" : "takes the items of",
          member.queue());
      binding.spec(member.name(), field ? field(member, binding) : consumer(member, binding));
    }
  }

  private CodeBlock field(QueueMember field, BindingBuilder binding) {
    return Layouts.call(
        SPEC_COLUMN,
        CodeBlock.of("$T.field", RuntimeNames.QUEUE_SPEC),
        List.of(
            CodeBlock.of("$S", field.queue()),
            type(field, binding),
            CodeBlock.of("$L", field.number("limit")),
            CodeBlock.of("$S", field.name()),
            CodeBlock.of("(t, v) -> $N.setVolatile(t, v)", fields.of(field.member(), binding))));
  }

  private CodeBlock consumer(QueueMember consumer, BindingBuilder binding) {
    TypeMirror item = Objects.requireNonNull(consumer.item());
    CodeBlock value = ConfigEmitter.unboxed(item, "v");
    CodeBlock arguments =
        consumer.method().getParameters().size() == 1 ? value : CodeBlock.of("$L, d", value);
    CodeBlock options =
        CodeBlock.of(
            "new $T($L, $L, $L, $L)",
            ConsumerOptions.class,
            consumer.number("concurrency"),
            consumer.number("retries"),
            time(consumer, "retryDelay"),
            time(consumer, "visibility"));
    return Layouts.call(
        SPEC_COLUMN,
        CodeBlock.of("$T.consumer", RuntimeNames.QUEUE_CONSUMER_SPEC),
        List.of(
            CodeBlock.of("$S", consumer.queue()),
            type(consumer, binding),
            CodeBlock.of("$S", consumer.name()),
            options,
            Layouts.lambda(
                LAMBDA_COLUMN,
                CodeBlock.of("(t, v, d)"),
                calls.nothing(consumer.method(), arguments, binding))));
  }

  private static CodeBlock time(QueueMember consumer, String attribute) {
    return WaitTimes.code(WaitTimes.of(consumer.text(attribute)));
  }

  private CodeBlock type(QueueMember member, BindingBuilder binding) {
    TypeMirror item = tools.boxed(Objects.requireNonNull(member.item()));
    Access.named(item).forEach(binding::uses);
    return TypeTexts.isGeneric(item)
        ? CodeBlock.of(
            "new $T() {}", ParameterizedTypeName.get(RuntimeNames.TYPE_REF, TypeName.get(item)))
        : CodeBlock.of("$T.class", TypeName.get(tools.types().erasure(item)));
  }
}
