package io.zkwire.processor;

import io.zkwire.ErrorCode;
import io.zkwire.ProgressBoard;
import io.zkwire.TaskProgress;
import java.util.List;

/** The rules for members that follow a task: PROGRESS-01. */
final class ProgressRules {

  private ProgressRules() {}

  static void check(List<ProgressMember> members, Report.Builder report) {
    for (ProgressMember member : members) {
      GuardRules.named("task", member.task(), member.taskAnchor(), report);
      if (member.isField()) {
        HandleRules.field(
            member.member(),
            ProgressBoard.class,
            "the board of a task",
            ErrorCode.PROGRESS_MEMBER,
            report);
      } else {
        HandleRules.listener(
            member.method(), TaskProgress.class, "now", ErrorCode.PROGRESS_MEMBER, report);
      }
    }
  }
}
