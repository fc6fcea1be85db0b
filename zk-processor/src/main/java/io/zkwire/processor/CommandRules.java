package io.zkwire.processor;

import com.google.auto.common.MoreElements;
import io.zkwire.Commands;
import io.zkwire.ErrorCode;
import io.zkwire.annotation.ClusterMember;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The rules for commands: COMMAND-01 and COMMAND-02. */
final class CommandRules {

  private static final int MOST_PARAMETERS = 32;

  private final Tools tools;
  private final ValueTypes types;

  CommandRules(Tools tools) {
    this.tools = tools;
    this.types = new ValueTypes(tools);
  }

  void check(WiredClass owner, List<CommandMember> members, Report.Builder report) {
    Map<String, CommandMember> first = new HashMap<>();
    for (CommandMember member : members) {
      if (member.isField()) {
        GuardRules.named("channel", member.text("value"), member.anchor("value"), report);
        HandleRules.field(
            member.member(),
            Commands.class,
            "a channel of commands",
            ErrorCode.COMMAND_MEMBER,
            report);
      } else {
        method(owner, member, first, report);
      }
    }
  }

  private void method(
      WiredClass owner,
      CommandMember member,
      Map<String, CommandMember> first,
      Report.Builder report) {
    GuardRules.named("command", member.text("value"), member.anchor("value"), report);
    for (String attribute : List.of("channel", "member")) {
      if (!member.text(attribute).isEmpty()) {
        GuardRules.named(attribute, member.text(attribute), member.anchor(attribute), report);
      }
    }
    addressed(owner, member, report);
    String key = member.text("channel") + "/" + member.text("member") + "/" + member.text("value");
    CommandMember before = first.putIfAbsent(key, member);
    String problem =
        before != null
            ? "carries out the same command as " + before.name()
            : problem(member.method());
    if (problem != null) {
      report.error(
          ErrorCode.COMMAND_MEMBER,
          Anchor.at(member.member()),
          "The method " + member.name() + " " + problem,
          before != null
              ? "Give one of the two commands another name"
              : "Write a method of an object with at most " + MOST_PARAMETERS + " parameters");
    }
    types(owner, member, report);
  }

  private void addressed(WiredClass owner, CommandMember member, Report.Builder report) {
    boolean isMember =
        Stream.concat(
                Stream.of(owner.element()),
                new Lineage(owner.element(), tools.elements()).ancestors().stream())
            .anyMatch(type -> MoreElements.isAnnotationPresent(type, ClusterMember.class));
    if (member.text("channel").isEmpty() && (!isMember || !member.text("member").isEmpty())) {
      report.error(
          ErrorCode.COMMAND_MEMBER,
          member.anchor("value"),
          "It is not said which channel the method " + member.name() + " receives from",
          "Write channel = \"...\", which is a group of members"
              + (member.text("member").isEmpty()
                  ? ", or annotate the class with @ClusterMember"
                  : ""));
    }
  }

  private static @Nullable String problem(ExecutableElement method) {
    String problem = CalledMethods.problem(method, "objects carry out commands");
    if (problem != null) {
      return problem;
    }
    int parameters = method.getParameters().size();
    return parameters > MOST_PARAMETERS ? "has " + parameters + " parameters" : null;
  }

  private void types(WiredClass owner, CommandMember member, Report.Builder report) {
    for (VariableElement parameter : member.method().getParameters()) {
      type(
          owner,
          "The parameter " + parameter.getSimpleName() + " of " + member.name(),
          parameter.asType(),
          Anchor.at(parameter),
          report);
    }
    TypeMirror result = member.method().getReturnType();
    if (result.getKind() != TypeKind.VOID) {
      type(owner, "What " + member.name() + " returns", result, Anchor.at(member.member()), report);
    }
  }

  private void type(
      WiredClass owner, String what, TypeMirror type, Anchor anchor, Report.Builder report) {
    Refusal refusal = types.refusal(type);
    if (refusal != null) {
      report.error(
          ErrorCode.COMMAND_TYPE,
          anchor,
          what + " is a " + TypeTexts.simple(type) + ": " + refusal.reason(),
          refusal.mend().contains("converter")
              ? "Use a scalar, a record or a collection of them"
              : refusal.mend());
      return;
    }
    TypeElement hidden = Access.hidden(type, owner.in());
    if (hidden != null) {
      report.error(
          ErrorCode.BIND_HIDDEN_TYPE,
          anchor,
          what + " names " + hidden.getQualifiedName() + ", which the generated binding cannot see",
          "Make " + hidden.getSimpleName() + " at least package-private in this package");
    }
  }
}
