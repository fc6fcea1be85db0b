package io.zkwire.tests.faults;

import io.zkwire.ClusterView;
import io.zkwire.Member;
import io.zkwire.MemberHealth;
import io.zkwire.Reason;
import io.zkwire.annotation.ClusterMember;
import io.zkwire.annotation.MemberState;
import io.zkwire.annotation.Members;
import io.zkwire.annotation.OnMemberJoin;
import io.zkwire.annotation.OnMemberLeave;
import java.util.stream.Collectors;

/** A member that watches its group. */
final class MemberLoad extends Load {
  static final String FEATURE = "member";
  static final String GROUP = "crew";

  private Self self;

  MemberLoad(Stage stage) {
    super(stage, FEATURE);
  }

  /** What an application would write. */
  @ClusterMember(group = GROUP, id = "${id}", every = "1s")
  static class Self {
    private final Load to;

    @MemberState("life")
    final String life;

    @Members(GROUP)
    ClusterView crew;

    Self(Load to, String life) {
      this.to = to;
      this.life = life;
    }

    @OnMemberJoin(GROUP)
    void joined(Member member) {
      to.note("joined", member.id());
    }

    @OnMemberLeave(GROUP)
    void left(Member member, Reason reason) {
      to.note("left", member.id(), reason);
    }
  }

  @Override
  void start() {
    self = stage.zk().create(Self.class, this, stage.process());
    note("stands");
  }

  /** Who is there, for others: by name, in order. */
  static String names(ClusterView view) {
    String names =
        view.all().stream()
            .filter(member -> member.health() == MemberHealth.HEALTHY)
            .map(Member::id)
            .sorted()
            .collect(Collectors.joining(","));
    return view.stale() ? "stale:" + names : names;
  }

  @Override
  String look() {
    return "members=" + names(self.crew);
  }
}
