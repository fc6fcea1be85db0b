package io.zkwire.processor;

import io.zkwire.ErrorCode;
import io.zkwire.FencingToken;
import io.zkwire.Leadership;
import java.util.List;

/** The rules for members that follow a role: LEADER-01 and LEADER-02. */
final class LeaderRules {

  private LeaderRules() {}

  static void check(List<LeaderMember> members, Report.Builder report) {
    for (LeaderMember member : members) {
      GuardRules.role(member.role(), member.roleAnchor(), report);
      switch (member.kind()) {
        case FIELD ->
            HandleRules.field(
                member.member(), Leadership.class, "a leadership", ErrorCode.LEADER_FIELD, report);
        case ON_LEADER ->
            HandleRules.listener(
                member.method(), FencingToken.class, "term", ErrorCode.LEADER_LISTENER, report);
        case ON_FOLLOWER ->
            HandleRules.listener(member.method(), null, "", ErrorCode.LEADER_LISTENER, report);
      }
    }
  }
}
