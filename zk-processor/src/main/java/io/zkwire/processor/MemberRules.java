package io.zkwire.processor;

import io.zkwire.ClusterView;
import io.zkwire.ErrorCode;
import io.zkwire.Member;
import io.zkwire.Reason;
import java.time.Duration;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** The rules for what has to do with groups: MEMBER-01 to MEMBER-03. */
final class MemberRules {

  private static final String NAME_MEND = "Write 1 to 128 of A-Z a-z 0-9 . _ -, such as importers";
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int MOST_BUCKETS = 1_024;

  private static final String BOUND = "objects are bound";

  private MemberRules() {}

  static void check(List<MemberPart> parts, Report.Builder report) {
    for (MemberPart part : parts) {
      switch (part.kind()) {
        case MEMBER -> member(part, report);
        case STATE -> state(part, report);
        case HEALTH -> health(part, report);
        case VIEW -> view(part, report);
        case JOIN -> listener(part, List.of(Member.class), report);
        case LEAVE -> listener(part, List.of(Member.class, Reason.class), report);
        case CHANGE -> listener(part, List.of(Member.class, Member.class), report);
        case ONLINE, OFFLINE -> method(part, called(part, List.of()), signature(part), report);
      }
    }
  }

  private static void member(MemberPart part, Report.Builder report) {
    name("group", part.group(), part.anchor("group"), report);
    name("member", part.text("id"), part.anchor("id"), report);
    time(part, "every", Duration.ofSeconds(1), report);
    int buckets = part.number("buckets");
    if (buckets < 0 || buckets > MOST_BUCKETS) {
      report.error(
          ErrorCode.MEMBER_NAME,
          part.anchor("buckets"),
          "buckets is " + buckets,
          "Write 0 to " + MOST_BUCKETS);
    }
  }

  private static void state(MemberPart part, Report.Builder report) {
    name("state", part.stateName(), part.anchor("value"), report);
    if (part.isMethod()) {
      boolean nothing = part.method().getReturnType().getKind() == TypeKind.VOID;
      String problem = nothing ? "returns nothing" : asked(part.method());
      method(part, problem, "int " + part.name() + "()", report);
    } else if (part.element().getModifiers().contains(Modifier.STATIC)) {
      report.error(
          ErrorCode.MEMBER_METHOD,
          Anchor.at(part.element()),
          "The field " + part.name() + " is static, but objects tell their state",
          "Remove static");
    }
  }

  private static void health(MemberPart part, Report.Builder report) {
    time(part, "timeout", Duration.ofMillis(10), report);
    time(part, "every", Duration.ofMillis(100), report);
    TypeKind returned = part.method().getReturnType().getKind();
    String problem =
        returned == TypeKind.VOID || returned == TypeKind.BOOLEAN
            ? asked(part.method())
            : "returns " + TypeTexts.simple(part.method().getReturnType());
    method(
        part,
        problem,
        "boolean " + part.name() + "(), or void " + part.name() + "() that throws",
        report);
  }

  private static @Nullable String asked(ExecutableElement method) {
    String problem = CalledMethods.problem(method, BOUND);
    int parameters = method.getParameters().size();
    return problem == null && parameters > 0
        ? "has " + parameters + (parameters == 1 ? " parameter" : " parameters")
        : problem;
  }

  private static void view(MemberPart part, Report.Builder report) {
    name("group", part.group(), part.anchor("value"), report);
    time(part, "grace", Duration.ZERO, report);
    HandleRules.field(
        part.element(), ClusterView.class, "a view of a group", ErrorCode.MEMBER_FIELD, report);
  }

  private static void listener(MemberPart part, List<Class<?>> most, Report.Builder report) {
    name("group", part.group(), part.anchor("value"), report);
    method(part, called(part, most), signature(part), report);
  }

  private static String signature(MemberPart part) {
    String name = part.name();
    return switch (part.kind()) {
      case JOIN -> "void " + name + "() or void " + name + "(Member member)";
      case LEAVE ->
          String.format(
              "void %1$s(), void %1$s(Member member) or void %1$s(Member member, Reason reason)",
              name);
      case CHANGE ->
          String.format(
              "void %1$s(), void %1$s(Member now) or void %1$s(Member before, Member now)", name);
      default -> "void " + name + "()";
    };
  }

  /** What is wrong with a method that is called with at most these, or null. */
  private static @Nullable String called(MemberPart part, List<Class<?>> most) {
    ExecutableElement method = part.method();
    String problem = CalledMethods.problemOfVoid(method, BOUND);
    if (problem != null) {
      return problem;
    }
    List<? extends VariableElement> parameters = method.getParameters();
    if (parameters.size() > most.size()) {
      return "has " + parameters.size() + (parameters.size() == 1 ? " parameter" : " parameters");
    }
    for (int i = 0; i < parameters.size(); i++) {
      if (!HandleRules.is(most.get(i), parameters.get(i).asType())) {
        return "takes a " + TypeTexts.simple(parameters.get(i).asType());
      }
    }
    return null;
  }

  private static void method(
      MemberPart part, @Nullable String problem, String mend, Report.Builder report) {
    if (problem != null) {
      report.error(
          ErrorCode.MEMBER_METHOD,
          Anchor.at(part.element()),
          "The method " + part.name() + " " + problem,
          "Write " + mend);
    }
  }

  private static void name(String what, String name, Anchor anchor, Report.Builder report) {
    String problem = KeyPath.nameProblem(what, name, name);
    if (problem != null) {
      report.error(ErrorCode.MEMBER_NAME, anchor, problem, NAME_MEND);
    }
  }

  private static void time(
      MemberPart part, String attribute, Duration least, Report.Builder report) {
    String text = part.text(attribute);
    String problem = text.isEmpty() ? "is empty" : WaitTimes.problem(text);
    Duration time = problem == null ? WaitTimes.of(text) : null;
    if (time != null && (time.compareTo(least) < 0 || time.compareTo(HOUR) > 0)) {
      problem = "is not within " + least.toMillis() + " ms and one hour";
    }
    if (problem != null) {
      report.error(
          ErrorCode.MEMBER_NAME,
          part.anchor(attribute),
          attribute + " " + Json.of(text) + " " + problem,
          "Write a time such as 200ms, 5s or 1m");
    }
  }
}
