package io.zkwire.processor;

import com.google.auto.common.AnnotationValues;
import com.palantir.javapoet.CodeBlock;
import io.zkwire.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Progress of tasks: {@code @ReportProgress} and {@code @OnProgress} on methods,
 * {@code @WatchProgress} on fields.
 */
final class ProgressFeature implements Feature {

  private static final String PROGRESS = "progress";

  /** Where the expression of a spec begins: after the indent and "return". */
  private static final int SPEC_COLUMN = 11;

  /** Where a lambda on a line of its own begins. */
  private static final int LAMBDA_COLUMN = 8;

  private final Tools tools;
  private final GuardPart guards;
  private final FieldHandles fields;
  private final MethodCalls calls;

  ProgressFeature(Tools tools) {
    this.tools = tools;
    this.guards = new GuardPart(tools, GuardKind.PROGRESS);
    this.fields = new FieldHandles(tools);
    this.calls = new MethodCalls(tools);
  }

  @Override
  public Set<String> annotations() {
    return Stream.concat(guards.annotations().stream(), ProgressMember.annotations())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Output read(WiredClass owner, Report.Builder report) {
    List<ProgressMember> members = ProgressMember.of(owner);
    ProgressRules.check(members, report);
    GuardPart.Found found = guards.read(owner, report);
    found.own().forEach(guard -> worker(guard, report));
    return (binding, guarded, manifest) -> {
      members.forEach(member -> emit(member, binding));
      if (!members.isEmpty()) {
        manifest.section(PROGRESS);
        members.forEach(member -> manifest.add(PROGRESS, entry(member)));
      }
      guards.emit(found, binding, guarded, manifest);
    };
  }

  private static void worker(Guard guard, Report.Builder report) {
    String worker = AnnotationValues.getString(guard.value("worker"));
    String problem = worker.isEmpty() ? null : KeyPath.nameProblem("worker", worker, worker);
    if (problem != null) {
      report.error(
          ErrorCode.GUARD_NAME,
          guard.anchor("worker"),
          problem,
          "Write 1 to 128 of A-Z a-z 0-9 . _ -, or nothing for a name of its own");
    }
  }

  private void emit(ProgressMember member, BindingBuilder binding) {
    binding.doc(
        "{@code $L} $L {@code $L}",
        member.name(),
        member.isField() ? "holds the board of" : "is told of the progress of",
        member.task());
    binding.spec(member.name(), spec(member, binding));
  }

  private CodeBlock spec(ProgressMember member, BindingBuilder binding) {
    CodeBlock made =
        member.isField()
            ? CodeBlock.of("$T.field", RuntimeNames.PROGRESS_BOARD_SPEC)
            : CodeBlock.of("$T.onProgress", RuntimeNames.PROGRESS_LISTENER_SPEC);
    CodeBlock does =
        member.isField()
            ? CodeBlock.of("(t, v) -> $N.setVolatile(t, v)", fields.of(member.member(), binding))
            : call(member, binding);
    return Layouts.call(
        SPEC_COLUMN,
        made,
        List.of(CodeBlock.of("$S", member.task()), CodeBlock.of("$S", member.name()), does));
  }

  private CodeBlock call(ProgressMember listener, BindingBuilder binding) {
    CodeBlock arguments = CodeBlock.of(listener.method().getParameters().isEmpty() ? "" : "now");
    return Layouts.lambda(
        LAMBDA_COLUMN,
        CodeBlock.of("(t, now)"),
        calls.nothing(listener.method(), arguments, binding));
  }

  private Map<String, Object> entry(ProgressMember member) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("member", member.name());
    entry.put("kind", member.isField() ? "field" : "onProgress");
    entry.put("task", member.task());
    tools.describe(member.member(), entry);
    return entry;
  }
}
