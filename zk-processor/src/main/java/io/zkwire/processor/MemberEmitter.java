package io.zkwire.processor;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import javax.lang.model.type.TypeKind;

/** Writes the specs of what has to do with groups. */
final class MemberEmitter {

  /** Where the expression of a spec begins: after the indent and "return". */
  private static final int SPEC_COLUMN = 11;

  /** Where a lambda on a line of its own begins. */
  private static final int LAMBDA_COLUMN = 8;

  private final FieldHandles fields;
  private final MethodCalls calls;

  MemberEmitter(Tools tools) {
    this.fields = new FieldHandles(tools);
    this.calls = new MethodCalls(tools);
  }

  void emit(List<MemberPart> parts, BindingBuilder binding) {
    for (MemberPart part : parts) {
      switch (part.kind()) {
        case MEMBER ->
            binding.doc("its objects are {@code $L} of {@code $L}", part.text("id"), part.group());
        case ONLINE, OFFLINE -> binding.doc("{@code $L} $L", part.name(), does(part));
        case STATE ->
            binding.doc("{@code $L} tells the state {@code $L}", part.name(), part.stateName());
        case HEALTH -> binding.doc("{@code $L} $L", part.name(), does(part));
        default -> binding.doc("{@code $L} $L {@code $L}", part.name(), does(part), part.group());
      }
      String name = part.kind() == MemberPart.Kind.MEMBER ? "member" : part.name();
      binding.spec(name, spec(part, binding));
    }
  }

  private static String does(MemberPart part) {
    return switch (part.kind()) {
      case MEMBER, STATE -> "tells of itself";
      case HEALTH -> "is asked whether the member is healthy";
      case VIEW -> "shows the members of";
      case JOIN -> "is told who joins";
      case LEAVE -> "is told who leaves";
      case CHANGE -> "is told who changes in";
      case ONLINE -> "is told that this process is on line again";
      case OFFLINE -> "is told that this process goes off line";
    };
  }

  private CodeBlock spec(MemberPart part, BindingBuilder binding) {
    return switch (part.kind()) {
      case MEMBER -> member(part);
      case STATE -> state(part, binding);
      case HEALTH -> health(part, binding);
      case VIEW ->
          call(
              CodeBlock.of("new $T<>", RuntimeNames.MEMBERS_SPEC),
              CodeBlock.of("$S", part.name()),
              CodeBlock.of("$S", part.group()),
              time(part, "grace"),
              CodeBlock.of("(t, v) -> $N.setVolatile(t, v)", fields.of(part.element(), binding)));
      case JOIN -> listener(part, "JOIN", List.of("now"), binding);
      case LEAVE -> listener(part, "LEAVE", List.of("now", "reason"), binding);
      case CHANGE ->
          listener(
              part,
              part.is("state") ? "STATE" : "CHANGE",
              part.method().getParameters().size() < 2 ? List.of("now") : List.of("before", "now"),
              binding);
      case ONLINE -> line(part, "onOnline", binding);
      case OFFLINE -> line(part, "onOffline", binding);
    };
  }

  private static CodeBlock member(MemberPart part) {
    return call(
        CodeBlock.of("new $T<>", RuntimeNames.MEMBER_SPEC),
        CodeBlock.of("$S", part.name()),
        CodeBlock.of("$S", part.group()),
        CodeBlock.of("$S", part.text("id")),
        CodeBlock.of("$L", part.is("join")),
        CodeBlock.of("$S", part.text("version")),
        time(part, "every"),
        CodeBlock.of("$L", part.is("jvm")),
        CodeBlock.of("$L", part.number("buckets")));
  }

  private CodeBlock state(MemberPart part, BindingBuilder binding) {
    CodeBlock get =
        part.isMethod()
            ? calls.result(part.method(), binding)
            : CodeBlock.of("$N.getVolatile(t)", fields.of(part.element(), binding));
    return call(
        CodeBlock.of("$T.of", RuntimeNames.MEMBER_STATE_SPEC),
        CodeBlock.of("$S", part.stateName()),
        CodeBlock.of("$S", part.name()),
        Layouts.lambda(LAMBDA_COLUMN, CodeBlock.of("t"), get));
  }

  private CodeBlock health(MemberPart part, BindingBuilder binding) {
    boolean nothing = part.method().getReturnType().getKind() == TypeKind.VOID;
    CodeBlock asks =
        nothing
            ? calls.nothing(part.method(), CodeBlock.of(""), binding)
            : calls.result(part.method(), binding);
    return call(
        CodeBlock.of("$T.$L", RuntimeNames.HEALTH_CHECK_SPEC, nothing ? "calling" : "asking"),
        CodeBlock.of("$S", part.name()),
        time(part, "timeout"),
        time(part, "every"),
        CodeBlock.of("$L", part.is("resign")),
        Layouts.lambda(LAMBDA_COLUMN, CodeBlock.of("t"), asks));
  }

  private CodeBlock listener(
      MemberPart part, String kind, List<String> arguments, BindingBuilder binding) {
    int parameters = part.method().getParameters().size();
    CodeBlock given =
        CodeBlock.of(
            String.join(", ", arguments.subList(0, Math.min(parameters, arguments.size()))));
    return call(
        CodeBlock.of("$T.of", RuntimeNames.MEMBER_LISTENER_SPEC),
        CodeBlock.of("$T.$L", RuntimeNames.MEMBER_KIND, kind),
        CodeBlock.of("$S", part.group()),
        CodeBlock.of("$S", part.name()),
        Layouts.lambda(
            LAMBDA_COLUMN,
            CodeBlock.of("(t, before, now, reason)"),
            calls.nothing(part.method(), given, binding)));
  }

  private CodeBlock line(MemberPart part, String verb, BindingBuilder binding) {
    return call(
        CodeBlock.of("$T.$L", RuntimeNames.LINE_LISTENER_SPEC, verb),
        CodeBlock.of("$S", part.name()),
        Layouts.lambda(
            LAMBDA_COLUMN,
            CodeBlock.of("t"),
            calls.nothing(part.method(), CodeBlock.of(""), binding)));
  }

  private static CodeBlock time(MemberPart part, String attribute) {
    return WaitTimes.code(WaitTimes.of(part.text(attribute)));
  }

  private static CodeBlock call(CodeBlock made, CodeBlock... arguments) {
    return Layouts.call(SPEC_COLUMN, made, List.of(arguments));
  }
}
