package io.zkwire.processor;

import com.google.auto.common.MoreTypes;
import io.zkwire.ErrorCode;
import io.zkwire.annotation.Otherwise;
import java.math.BigInteger;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The rules for what a guard says: GUARD-02, GUARD-03 and GUARD-04. */
final class GuardRules {

  private static final String NAME_MEND =
      "Write 1 to 128 of A-Z a-z 0-9 . _ -, such as nightly-reports";

  private static final NamedTypes TEXTS =
      NamedTypes.textual(CharSequence.class, Enum.class, BigInteger.class, UUID.class);

  private final Tools tools;

  GuardRules(Tools tools) {
    this.tools = tools;
  }

  /** Checks the guards that a class itself asks for. */
  void check(List<Guard> guards, Report.Builder report) {
    for (Guard guard : guards) {
      name(guard, report);
      otherwise(guard, report);
      if (guard.kind().takesParameters()) {
        parameters(guard, report);
      }
    }
  }

  /** Checks the guards that a class inherits against what it makes of their methods. */
  void checkInherited(WiredClass owner, List<Guard> guards, Report.Builder report) {
    Lineage lineage = new Lineage(owner.element(), tools.elements());
    for (Guard guard : guards) {
      ExecutableElement method = lineage.implementation(guard.method());
      if (!Lineage.isWoven(Lineage.declaring(method))) {
        Anchor anchor = Anchor.at(isOf(owner, method) ? method : owner.element());
        inheritedOtherwise(guard, method, returned(owner, method), anchor, report);
        inheritedNames(guard, Anchor.at(owner.element()), report);
      }
    }
  }

  private TypeMirror returned(WiredClass owner, ExecutableElement method) {
    TypeMirror actual =
        tools.types().asMemberOf(MoreTypes.asDeclared(owner.element().asType()), method);
    return ((ExecutableType) actual).getReturnType();
  }

  private static boolean isOf(WiredClass owner, ExecutableElement method) {
    return owner.element().equals(method.getEnclosingElement());
  }

  /** Checks the name of a role. */
  static void role(String role, Anchor anchor, Report.Builder report) {
    nameProblem("role", role, role, anchor, report);
  }

  /** Checks a name that is one segment, of whatever noun. */
  static void named(String noun, String name, Anchor anchor, Report.Builder report) {
    nameProblem(noun, name, name, anchor, report);
  }

  private static void name(Guard guard, Report.Builder report) {
    String name = guard.name();
    String bare = guard.kind().takesParameters() ? GuardName.withoutParameters(name) : name;
    nameProblem(guard.kind().noun(), name, bare, guard.anchor("value"), report);
  }

  private static void nameProblem(
      String noun, String name, String bare, Anchor anchor, Report.Builder report) {
    String problem = KeyPath.nameProblem(noun, name, bare);
    if (problem != null) {
      report.error(ErrorCode.GUARD_NAME, anchor, problem, NAME_MEND);
    }
  }

  private static void otherwise(Guard guard, Report.Builder report) {
    TypeMirror type = guard.method().getReturnType();
    String problem = otherwiseProblem(guard.otherwise(), type);
    if (problem != null) {
      report.error(
          ErrorCode.GUARD_OTHERWISE,
          guard.isOfClass() ? Anchor.at(guard.method()) : guard.anchor("otherwise"),
          Signatures.simple(guard.method()) + problem,
          otherwiseMend(type)
              + (guard.isOfClass() ? " in a " + guard.title() + " of its own" : ""));
    }
  }

  private static @Nullable String otherwiseProblem(Otherwise otherwise, TypeMirror type) {
    if (type.getKind() == TypeKind.VOID) {
      return otherwise == Otherwise.EMPTY
          ? " returns nothing, so there is no empty value that it could return"
          : null;
    }
    String returns = " returns " + TypeTexts.simple(type);
    return switch (otherwise) {
      case UNSPECIFIED -> returns + ", and it is not said what it does when it may not run";
      case SKIP -> returns + ", so it cannot be skipped";
      case EMPTY -> EmptyValues.has(type) ? null : returns + ", which has no empty value";
      case THROW -> null;
    };
  }

  private static String otherwiseMend(TypeMirror type) {
    if (type.getKind() == TypeKind.VOID) {
      return "Write otherwise = Otherwise.SKIP or Otherwise.THROW";
    }
    return EmptyValues.has(type)
        ? "Write otherwise = Otherwise.EMPTY or Otherwise.THROW"
        : "Write otherwise = Otherwise.THROW";
  }

  private static void inheritedOtherwise(
      Guard guard,
      ExecutableElement method,
      TypeMirror type,
      Anchor anchor,
      Report.Builder report) {
    if (guard.otherwise() == Otherwise.EMPTY && !EmptyValues.has(type)) {
      report.error(
          ErrorCode.GUARD_OTHERWISE,
          anchor,
          Signatures.qualified(method)
              + " returns "
              + TypeTexts.simple(type)
              + ", which has no empty value, but "
              + Signatures.qualified(guard.method())
              + " is guarded with Otherwise.EMPTY",
          "Return " + EmptyValues.TEXT);
    }
  }

  private static void inheritedNames(Guard guard, Anchor anchor, Report.Builder report) {
    List<String> known = names(guard.method());
    for (String name : guard.parameters()) {
      if (!known.contains(name)) {
        report.error(
            ErrorCode.GUARD_PARAMETER,
            anchor,
            "The inherited guard of "
                + Signatures.qualified(guard.method())
                + " names the parameter "
                + name
                + ", but the class file of "
                + guard.declaring().getQualifiedName()
                + " does not say which one that is",
            "Compile " + guard.declaring().getSimpleName() + " with the option -parameters");
      }
    }
  }

  private void parameters(Guard guard, Report.Builder report) {
    String unclosed = GuardName.unclosed(guard.name());
    if (unclosed != null) {
      report.error(
          ErrorCode.GUARD_PARAMETER,
          guard.anchor("value"),
          "The placeholder " + Json.of(unclosed) + " is not closed",
          "Close it with }");
      return;
    }
    List<String> known = names(guard.method());
    for (String name : guard.parameters()) {
      int index = known.indexOf(name);
      if (index < 0) {
        unknown(guard, name, known, report);
      } else if (!hasText(guard.method().getParameters().get(index).asType())) {
        noText(guard, guard.method().getParameters().get(index), report);
      }
    }
  }

  private static void unknown(Guard guard, String name, List<String> known, Report.Builder report) {
    String parameters =
        known.isEmpty()
            ? "It has no parameters"
            : "Its parameters are "
                + known.stream().map(Json::of).collect(Collectors.joining(", "));
    report.error(
        ErrorCode.GUARD_PARAMETER,
        guard.anchor("value"),
        "The placeholder {" + name + "} names no parameter of " + Signatures.simple(guard.method()),
        Suggestions.of(name, known, parameters));
  }

  private static void noText(Guard guard, VariableElement parameter, Report.Builder report) {
    report.error(
        ErrorCode.GUARD_PARAMETER,
        guard.anchor("value"),
        "The placeholder {"
            + parameter.getSimpleName()
            + "} names a parameter of type "
            + TypeTexts.simple(parameter.asType())
            + ", which has no text that could be part of a name",
        "Take a String, CharSequence, enum, UUID, BigInteger, primitive type or its wrapper");
  }

  private boolean hasText(TypeMirror type) {
    TypeMirror erased = tools.types().erasure(type);
    if (erased.getKind().isPrimitive() || erased.getKind() == TypeKind.ERROR) {
      return true; // the compiler reports a type that it cannot find
    }
    return TEXTS.containOrEnum(erased);
  }

  private static List<String> names(ExecutableElement method) {
    return method.getParameters().stream().map(each -> each.getSimpleName().toString()).toList();
  }
}
