package io.zkwire.processor;

import com.palantir.javapoet.CodeBlock;
import java.util.List;

/** Writes the specs of what has to do with shards. */
final class ShardEmitter {

  /** Where the expression of a spec begins: after the indent and "return". */
  private static final int SPEC_COLUMN = 11;

  /** Where a lambda on a line of its own begins. */
  private static final int LAMBDA_COLUMN = 8;

  private final FieldHandles fields;
  private final MethodCalls calls;

  ShardEmitter(Tools tools) {
    this.fields = new FieldHandles(tools);
    this.calls = new MethodCalls(tools);
  }

  void emit(List<ShardMember> members, BindingBuilder binding) {
    for (ShardMember member : members) {
      String does = member.isMethod() ? "is told the share of" : "holds the share of";
      binding.doc(
          "{@code $L} $L the $L shards of {@code $L}",
          member.name(),
          does,
          member.shards(),
          member.group());
      binding.spec(member.name(), spec(member, binding));
    }
  }

  private CodeBlock spec(ShardMember member, BindingBuilder binding) {
    CodeBlock made =
        member.isMethod()
            ? CodeBlock.of("$T.onShards", RuntimeNames.SHARD_LISTENER_SPEC)
            : CodeBlock.of("$T.field", RuntimeNames.SHARDS_SPEC);
    CodeBlock does =
        member.isMethod()
            ? Layouts.lambda(
                LAMBDA_COLUMN,
                CodeBlock.of("(t, mine)"),
                calls.nothing(member.method(), argument(member), binding))
            : CodeBlock.of("(t, v) -> $N.setVolatile(t, v)", fields.of(member.member(), binding));
    return Layouts.call(
        SPEC_COLUMN,
        made,
        List.of(
            CodeBlock.of("$S", member.group()),
            CodeBlock.of("$L", member.shards()),
            CodeBlock.of("$S", member.name()),
            does));
  }

  private static CodeBlock argument(ShardMember member) {
    return switch (member.takes()) {
      case SHARDS -> CodeBlock.of("mine");
      case NUMBERS -> CodeBlock.of("$T.numbers(mine)", RuntimeNames.SHARD_LISTENER_SPEC);
      case SET -> CodeBlock.of("$T.set(mine)", RuntimeNames.SHARD_LISTENER_SPEC);
      case NOTHING, OTHER -> CodeBlock.of("");
    };
  }
}
