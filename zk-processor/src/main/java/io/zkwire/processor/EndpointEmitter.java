package io.zkwire.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import io.zkwire.DiscoverOptions;
import io.zkwire.EndpointFormat;
import io.zkwire.annotation.Balance;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Writes the specs of endpoints. */
final class EndpointEmitter {

  /** Where the expression of a spec begins: after the indent and "return". */
  private static final int SPEC_COLUMN = 11;

  /** Where a lambda on a line of its own begins. */
  private static final int LAMBDA_COLUMN = 8;

  private final FieldHandles fields;
  private final MethodCalls calls;

  EndpointEmitter(Tools tools) {
    this.fields = new FieldHandles(tools);
    this.calls = new MethodCalls(tools);
  }

  void emit(List<EndpointMember> members, @Nullable OfferedEndpoint offer, BindingBuilder binding) {
    for (EndpointMember member : members) {
      boolean field = member.kind() == EndpointMember.Kind.FIELD;
      binding.doc(
          "{@code $L} $L {@code $L}",
          member.name(),
          field ? "holds the endpoints of" : "is told when the endpoints change of",
          member.domain());
      binding.spec(member.name(), field ? field(member, binding) : listener(member, binding));
    }
    if (offer != null) {
      binding.doc("each object is an endpoint of {@code $L}", offer.domain());
      binding.spec("endpoint", offer(offer, binding));
    }
  }

  private CodeBlock field(EndpointMember field, BindingBuilder binding) {
    CodeBlock set =
        CodeBlock.of("(t, v) -> $N.setVolatile(t, v)", fields.of(field.member(), binding));
    CodeBlock made = CodeBlock.of("$T.field", RuntimeNames.DISCOVER_SPEC);
    CodeBlock options = options(field, binding);
    List<CodeBlock> arguments =
        List.of(CodeBlock.of("$S", field.domain()), CodeBlock.of("$S", field.name()), options, set);
    return options.toString().indexOf('\n') < 0
        ? Layouts.call(SPEC_COLUMN, made, arguments)
        : CodeBlock.of(
            "$L(\n$>$>$L)$<$<", made, arguments.stream().collect(CodeBlock.joining(",\n")));
  }

  private static CodeBlock options(EndpointMember field, BindingBuilder binding) {
    List<CodeBlock> withs = new ArrayList<>();
    if (!field.balance().equals(Balance.ROUND_ROBIN.name())) {
      withs.add(CodeBlock.of(".withBalance($T.$L)", Balance.class, field.balance()));
    }
    TypeElement strategy = field.strategy();
    if (strategy != null) {
      binding.uses(strategy);
      withs.add(CodeBlock.of(".withStrategy($T::new)", ClassName.get(strategy)));
    }
    if (!field.text("zone").isEmpty()) {
      withs.add(CodeBlock.of(".withZone($S)", field.text("zone")));
    }
    if (!field.tags().isEmpty()) {
      withs.add(CodeBlock.of(".withTags($L)", texts(field.tags())));
    }
    if (!field.text("maxAge").isEmpty()) {
      withs.add(
          CodeBlock.of(".withMaxAge($L)", WaitTimes.code(WaitTimes.of(field.text("maxAge")))));
    }
    int after = field.number("ejectAfter");
    int floor = field.number("floor");
    CodeBlock duration = WaitTimes.code(WaitTimes.of(field.text("ejectFor")));
    boolean usual =
        after == 5 && floor == 50 && "10s".equals(field.text("ejectFor")); // as annotated
    if (!usual) {
      withs.add(CodeBlock.of(".withEjection($L, $L, $L)", after, duration, floor));
    }
    return chain(CodeBlock.of("$T.defaults()", DiscoverOptions.class), withs);
  }

  private CodeBlock listener(EndpointMember listener, BindingBuilder binding) {
    CodeBlock arguments = CodeBlock.of(listener.method().getParameters().isEmpty() ? "" : "change");
    return Layouts.call(
        SPEC_COLUMN,
        CodeBlock.of("$T.onChange", RuntimeNames.ENDPOINTS_LISTENER_SPEC),
        List.of(
            CodeBlock.of("$S", listener.domain()),
            CodeBlock.of("$S", listener.name()),
            Layouts.lambda(
                LAMBDA_COLUMN,
                CodeBlock.of("(t, change)"),
                calls.nothing(listener.method(), arguments, binding))));
  }

  private CodeBlock offer(OfferedEndpoint offer, BindingBuilder binding) {
    List<CodeBlock> withs = new ArrayList<>();
    if (!offer.text("host").isEmpty()) {
      withs.add(CodeBlock.of(".host($S)", offer.text("host")));
    }
    if (offer.portOf() != null) {
      withs.add(CodeBlock.of(".port($L)", get(offer.portOf(), binding)));
    }
    if (offer.healthOf() != null) {
      withs.add(CodeBlock.of(".healthy($L)", get(offer.healthOf(), binding)));
    }
    if (offer.weight() != 1) {
      withs.add(CodeBlock.of(".weight($L)", offer.weight()));
    }
    if (!offer.text("zone").isEmpty()) {
      withs.add(CodeBlock.of(".zone($S)", offer.text("zone")));
    }
    if (!offer.texts("tags").isEmpty()) {
      withs.add(CodeBlock.of(".tags($L)", texts(offer.texts("tags"))));
    }
    if (!offer.texts("metadata").isEmpty()) {
      withs.add(CodeBlock.of(".metadata($L)", texts(offer.texts("metadata"))));
    }
    if (!offer.format().equals(EndpointFormat.PLAIN.name())) {
      withs.add(CodeBlock.of(".format($T.$L)", EndpointFormat.class, offer.format()));
    }
    return chain(
        CodeBlock.of(
            "$T.<$T>of($S, $S)",
            RuntimeNames.SERVICE_ENDPOINT_SPEC,
            binding.owner().typeName(),
            offer.domain(),
            offer.text("port")),
        withs);
  }

  private CodeBlock get(Element member, BindingBuilder binding) {
    if (member instanceof ExecutableElement method) {
      return CodeBlock.of("t -> $L", calls.result(method, binding));
    }
    binding.uses(member);
    return CodeBlock.of(
        "t -> ($T) $N.getVolatile(t)",
        TypeName.get(Objects.requireNonNull(member.asType())),
        fields.of(member, binding));
  }

  private static CodeBlock texts(List<String> all) {
    return all.stream().map(text -> CodeBlock.of("$S", text)).collect(CodeBlock.joining(", "));
  }

  /** On one line up to one call, each call on a line of its own beyond. */
  private static CodeBlock chain(CodeBlock first, List<CodeBlock> calls) {
    if (calls.size() < 2) {
      return CodeBlock.of("$L$L", first, calls.stream().collect(CodeBlock.joining("")));
    }
    return CodeBlock.of("$L$>$>\n$L$<$<", first, calls.stream().collect(CodeBlock.joining("\n")));
  }
}
