package io.zkwire.processor;

import com.palantir.javapoet.CodeBlock;
import java.util.List;

/** Writes the specs of members that follow a role. */
final class LeaderEmitter {

  /** Where the expression of a spec begins: after the indent and "return". */
  private static final int SPEC_COLUMN = 11;

  /** Where a lambda on a line of its own begins. */
  private static final int LAMBDA_COLUMN = 8;

  private final FieldHandles fields;
  private final MethodCalls calls;

  LeaderEmitter(Tools tools) {
    this.fields = new FieldHandles(tools);
    this.calls = new MethodCalls(tools);
  }

  void emit(List<LeaderMember> members, BindingBuilder binding) {
    for (LeaderMember member : members) {
      binding.doc("{@code $L} $L {@code $L}", member.name(), does(member), member.role());
      binding.spec(member.name(), spec(member, binding));
    }
  }

  private static String does(LeaderMember member) {
    return switch (member.kind()) {
      case FIELD -> "holds the leadership of";
      case ON_LEADER -> "is told when this process leads";
      case ON_FOLLOWER -> "is told when this process no longer leads";
    };
  }

  private CodeBlock spec(LeaderMember member, BindingBuilder binding) {
    return switch (member.kind()) {
      case FIELD ->
          spec(
              CodeBlock.of("$T.field", RuntimeNames.LEADER_SPEC),
              member,
              CodeBlock.of("(t, v) -> $N.setVolatile(t, v)", fields.of(member.member(), binding)));
      case ON_LEADER ->
          spec(
              CodeBlock.of("$T.onLeader", RuntimeNames.LEADER_LISTENER_SPEC),
              member,
              call(member, binding));
      case ON_FOLLOWER ->
          spec(
              CodeBlock.of("$T.onFollower", RuntimeNames.LEADER_LISTENER_SPEC),
              member,
              call(member, binding));
    };
  }

  private CodeBlock call(LeaderMember listener, BindingBuilder binding) {
    CodeBlock arguments = CodeBlock.of(listener.method().getParameters().isEmpty() ? "" : "token");
    return Layouts.lambda(
        LAMBDA_COLUMN,
        CodeBlock.of("(t, token)"),
        calls.nothing(listener.method(), arguments, binding));
  }

  private static CodeBlock spec(CodeBlock made, LeaderMember member, CodeBlock does) {
    return Layouts.call(
        SPEC_COLUMN,
        made,
        List.of(CodeBlock.of("$S", member.role()), CodeBlock.of("$S", member.name()), does));
  }
}
