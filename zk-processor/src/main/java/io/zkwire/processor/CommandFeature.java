package io.zkwire.processor;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;

/** Commands: {@code @OnCommand} on methods, {@code @CommandChannel} on fields. */
final class CommandFeature implements Feature {

  private static final String COMMANDS = "commands";

  /** Where the expression of a spec begins: after the indent and "return". */
  private static final int SPEC_COLUMN = 11;

  /** Where a lambda on a line of its own begins. */
  private static final int LAMBDA_COLUMN = 8;

  private final Tools tools;
  private final CommandRules rules;
  private final FieldHandles fields;
  private final MethodCalls calls;

  CommandFeature(Tools tools) {
    this.tools = tools;
    this.rules = new CommandRules(tools);
    this.fields = new FieldHandles(tools);
    this.calls = new MethodCalls(tools);
  }

  @Override
  public Set<String> annotations() {
    return CommandMember.annotations().collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Output read(WiredClass owner, Report.Builder report) {
    List<CommandMember> members = CommandMember.of(owner);
    rules.check(owner, members, report);
    return (binding, guarded, manifest) -> {
      members.forEach(member -> emit(member, binding));
      if (!members.isEmpty()) {
        manifest.section(COMMANDS);
        members.forEach(member -> manifest.add(COMMANDS, entry(member)));
      }
    };
  }

  private void emit(CommandMember member, BindingBuilder binding) {
    binding.doc(
        "{@code $L} $L {@code $L}",
        member.name(),
        member.isField() ? "sends commands to" : "carries out",
        member.text("value"));
    binding.spec(
        member.name(), member.isField() ? field(member, binding) : method(member, binding));
  }

  private CodeBlock field(CommandMember member, BindingBuilder binding) {
    return Layouts.call(
        SPEC_COLUMN,
        CodeBlock.of("$T.field", RuntimeNames.COMMANDS_SPEC),
        List.of(
            CodeBlock.of("$S", member.text("value")),
            CodeBlock.of("$S", member.name()),
            CodeBlock.of("(t, v) -> $N.setVolatile(t, v)", fields.of(member.member(), binding))));
  }

  private CodeBlock method(CommandMember member, BindingBuilder binding) {
    member.parameters().forEach(type -> Access.named(type).forEach(binding::uses));
    CodeBlock arguments = arguments(member);
    CodeBlock call =
        member.hasResult()
            ? calls.result(member.method(), arguments, binding)
            : calls.nothing(member.method(), arguments, binding);
    return Layouts.call(
        SPEC_COLUMN,
        CodeBlock.of("$T.$L", RuntimeNames.COMMAND_SPEC, member.hasResult() ? "call" : "run"),
        List.of(
            CodeBlock.of("$S", member.text("value")),
            CodeBlock.of("$S", member.text("channel")),
            CodeBlock.of("$S", member.text("member")),
            CodeBlock.of("$S", member.name()),
            CodeBlock.of("$T.of($L)", List.class, types(member)),
            Layouts.lambda(LAMBDA_COLUMN, CodeBlock.of("(t, a)"), call)));
  }

  private CodeBlock types(CommandMember member) {
    return member.parameters().stream()
        .map(
            type ->
                TypeTexts.isGeneric(type)
                    ? CodeBlock.of("$L.type()", ConfigEmitter.token(type, tools))
                    : CodeBlock.of("$T.class", TypeName.get(tools.types().erasure(type))))
        .collect(CodeBlock.joining(", "));
  }

  private static CodeBlock arguments(CommandMember member) {
    ExecutableElement method = member.method();
    boolean exact = method.getModifiers().contains(Modifier.PRIVATE);
    List<CodeBlock> arguments = new ArrayList<>();
    for (TypeMirror type : member.parameters()) {
      int index = arguments.size();
      arguments.add(
          !TypeTexts.isGeneric(type)
              ? CodeBlock.of("($T) a[$L]", TypeName.get(type), index)
              : exact
                  ? CodeBlock.of("($T) a[$L]", TypeTexts.withWildcards(type), index)
                  : CodeBlock.of(
                      "$T.<$T>cast(a[$L])", RuntimeNames.MEMBERS, TypeName.get(type), index));
    }
    return arguments.stream().collect(CodeBlock.joining(", "));
  }

  private Map<String, Object> entry(CommandMember member) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("member", member.name());
    entry.put("kind", member.isField() ? "field" : "onCommand");
    entry.put(member.isField() ? "channel" : "command", member.text("value"));
    if (!member.isField()) {
      for (String attribute : List.of("channel", "member")) {
        if (!member.text(attribute).isEmpty()) {
          entry.put(attribute.equals("member") ? "receiver" : attribute, member.text(attribute));
        }
      }
      entry.put("parameters", member.parameters().stream().map(TypeTexts::full).toList());
      if (member.hasResult()) {
        entry.put("result", TypeTexts.full(member.method().getReturnType()));
      }
    }
    tools.describe(member.member(), entry);
    return entry;
  }
}
