package io.zkwire.processor;

import io.zkwire.ErrorCode;
import io.zkwire.Shards;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/** The rules for what has to do with shards: SHARD-01. */
final class ShardRules {

  private static final int MOST = 1_000;

  private ShardRules() {}

  static void check(List<ShardMember> members, Report.Builder report) {
    for (ShardMember member : members) {
      names(member, report);
      if (member.isMethod()) {
        method(member, report);
      } else {
        HandleRules.field(
            member.member(), Shards.class, "a share of the shards", ErrorCode.SHARD_MEMBER, report);
      }
    }
  }

  private static void names(ShardMember member, Report.Builder report) {
    String problem = KeyPath.nameProblem("group", member.group(), member.group());
    if (problem != null) {
      report.error(
          ErrorCode.SHARD_MEMBER,
          member.anchor("value"),
          problem,
          "Write 1 to 128 of A-Z a-z 0-9 . _ -, such as importers");
    }
    if (member.shards() < 1 || member.shards() > MOST) {
      report.error(
          ErrorCode.SHARD_MEMBER,
          member.anchor("shards"),
          "shards is " + member.shards(),
          "Write 1 to " + MOST);
    }
  }

  private static void method(ShardMember member, Report.Builder report) {
    String problem = problem(member);
    if (problem != null) {
      report.error(
          ErrorCode.SHARD_MEMBER,
          Anchor.at(member.member()),
          "The listener " + member.name() + " " + problem,
          String.format(
              "Write void %1$s(List<Shard> mine), void %1$s(Set<Integer> numbers),"
                  + " void %1$s(int[] numbers) or void %1$s()",
              member.name()));
    }
  }

  private static @Nullable String problem(ShardMember member) {
    ExecutableElement method = member.method();
    String problem = CalledMethods.problemOfVoid(method, HandleRules.TOLD);
    if (problem != null) {
      return problem;
    }
    if (method.getParameters().size() > 1) {
      return "has " + method.getParameters().size() + " parameters";
    }
    return member.takes() == ShardMember.Takes.OTHER
        ? "takes a " + TypeTexts.simple(method.getParameters().get(0).asType())
        : null;
  }
}
