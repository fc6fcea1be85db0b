package io.zkwire.processor;

import com.google.auto.common.MoreTypes;
import io.zkwire.ErrorCode;
import io.zkwire.FencingToken;
import io.zkwire.Leadership;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The rules for members that follow a role: LEADER-01 and LEADER-02. */
final class LeaderRules {

  private LeaderRules() {}

  static void check(List<LeaderMember> members, Report.Builder report) {
    for (LeaderMember member : members) {
      GuardRules.role(member.role(), member.roleAnchor(), report);
      if (member.kind() == LeaderMember.Kind.FIELD) {
        field(member, report);
      } else {
        listener(member, report);
      }
    }
  }

  private static void field(LeaderMember field, Report.Builder report) {
    List<String> problems = new ArrayList<>();
    List<String> mends = new ArrayList<>();
    TypeMirror type = field.member().asType();
    if (type.getKind() != TypeKind.ERROR && !is(Leadership.class, type)) {
      problems.add("is a " + TypeTexts.simple(type));
      mends.add("make it a " + Leadership.class.getName());
    }
    for (Modifier modifier : List.of(Modifier.STATIC, Modifier.FINAL)) {
      if (field.member().getModifiers().contains(modifier)) {
        problems.add("is " + modifier);
        mends.add("remove " + modifier);
      }
    }
    if (!problems.isEmpty()) {
      String mend = String.join(" and ", mends);
      report.error(
          ErrorCode.LEADER_FIELD,
          Anchor.at(field.member()),
          "The field "
              + field.name()
              + " cannot hold a leadership: it "
              + String.join(" and ", problems),
          mend.substring(0, 1).toUpperCase(Locale.ROOT) + mend.substring(1));
    }
  }

  private static void listener(LeaderMember listener, Report.Builder report) {
    boolean leads = listener.kind() == LeaderMember.Kind.ON_LEADER;
    String problem = problem(listener.method(), leads);
    if (problem != null) {
      report.error(
          ErrorCode.LEADER_LISTENER,
          Anchor.at(listener.member()),
          "The listener " + listener.name() + " " + problem,
          String.format(
              leads ? "Write void %1$s() or void %1$s(FencingToken term)" : "Write void %1$s()",
              listener.name()));
    }
  }

  private static @Nullable String problem(ExecutableElement method, boolean leads) {
    if (method.getModifiers().contains(Modifier.STATIC)) {
      return "is static, but objects are told";
    }
    if (method.getReturnType().getKind() != TypeKind.VOID) {
      return "returns " + TypeTexts.simple(method.getReturnType());
    }
    if (!method.getTypeParameters().isEmpty()) {
      return "has type parameters of its own";
    }
    List<? extends VariableElement> parameters = method.getParameters();
    if (parameters.size() > (leads ? 1 : 0)) {
      return "has " + parameters.size() + (parameters.size() == 1 ? " parameter" : " parameters");
    }
    return parameters.isEmpty() || is(FencingToken.class, parameters.get(0).asType())
        ? null
        : "takes a " + TypeTexts.simple(parameters.get(0).asType());
  }

  private static boolean is(Class<?> wanted, TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED && MoreTypes.isTypeOf(wanted, type);
  }
}
