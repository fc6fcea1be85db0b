package io.zkwire.processor;

import com.google.auto.common.AnnotationValues;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.zkwire.annotation.LockMode;
import io.zkwire.annotation.OnLoss;
import io.zkwire.annotation.Otherwise;
import java.util.ArrayList;
import java.util.List;

/** Writes the specs of guards. */
final class GuardEmitter {

  /** Where the expression of a spec begins: after the indent and "return". */
  private static final int SPEC_COLUMN = 11;

  private GuardEmitter() {}

  static void emit(List<Guard> guards, BindingBuilder binding) {
    for (Guard guard : guards) {
      binding.doc("$L", GuardTexts.doc(guard));
      binding.spec(guard.method().getSimpleName().toString(), spec(guard));
    }
  }

  private static CodeBlock spec(Guard guard) {
    return switch (guard.kind()) {
      case LEADER_ONLY -> spec(guard, RuntimeNames.LEADER_ONLY_SPEC);
      case BARRIER ->
          spec(
              guard,
              RuntimeNames.BARRIER_SPEC,
              CodeBlock.of("$L", AnnotationValues.getInt(guard.value("parties"))),
              WaitTimes.code(WaitTimes.of(AnnotationValues.getString(guard.value("timeout")))));
      case PERMIT ->
          spec(
              guard,
              RuntimeNames.PERMIT_SPEC,
              CodeBlock.of("$L", AnnotationValues.getInt(guard.value("permits"))),
              waitFor(guard));
      case LOCK ->
          spec(
              guard,
              RuntimeNames.LOCK_SPEC,
              CodeBlock.of("$T.$L", LockMode.class, guard.constant("mode")),
              waitFor(guard));
      case PROGRESS ->
          Layouts.call(
              SPEC_COLUMN,
              CodeBlock.of("new $T<>", RuntimeNames.PROGRESS_SPEC),
              List.of(
                  CodeBlock.of("$S", guard.member()),
                  CodeBlock.of("$S", guard.name()),
                  CodeBlock.of("$S", AnnotationValues.getString(guard.value("worker")))));
    };
  }

  private static CodeBlock spec(Guard guard, ClassName type, CodeBlock... ofItsKind) {
    List<CodeBlock> arguments = new ArrayList<>();
    arguments.add(CodeBlock.of("$S", guard.member()));
    arguments.add(CodeBlock.of("$S", guard.name()));
    arguments.addAll(List.of(ofItsKind));
    arguments.add(CodeBlock.of("$T.$L", Otherwise.class, guard.resolvedOtherwise()));
    if (guard.kind().canBeLost()) {
      arguments.add(CodeBlock.of("$T.$L", OnLoss.class, guard.onLoss()));
    }
    return Layouts.call(SPEC_COLUMN, CodeBlock.of("new $T<>", type), arguments);
  }

  private static CodeBlock waitFor(Guard guard) {
    return WaitTimes.code(WaitTimes.of(AnnotationValues.getString(guard.value("waitFor"))));
  }
}
