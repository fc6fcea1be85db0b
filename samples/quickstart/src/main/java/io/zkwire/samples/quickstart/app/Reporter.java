package io.zkwire.samples.quickstart.app;

import io.zkwire.ClusterView;
import io.zkwire.Member;
import io.zkwire.Reason;
import io.zkwire.annotation.ClusterMember;
import io.zkwire.annotation.HealthCheck;
import io.zkwire.annotation.MemberState;
import io.zkwire.annotation.Members;
import io.zkwire.annotation.OnMemberChange;
import io.zkwire.annotation.OnMemberJoin;
import io.zkwire.annotation.OnMemberLeave;
import io.zkwire.annotation.OnOffline;
import io.zkwire.annotation.OnOnline;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Makes each process a member of the reporters, and tells what it sees of the others. */
@ClusterMember(group = "reporters", id = "${app}", every = "1s")
public class Reporter {

  /** All of them, and how they are. */
  @Members("reporters")
  private ClusterView reporters;

  private final AtomicInteger made;
  private final Consumer<String> log;

  Reporter(AtomicInteger made, Consumer<String> log) {
    this.made = made;
    this.log = log;
  }

  /** How many reports this process has made. */
  @MemberState("made")
  int made() {
    return made.get();
  }

  @HealthCheck
  boolean healthy() {
    return Runtime.getRuntime().freeMemory() > 0;
  }

  @OnMemberJoin("reporters")
  void joined(Member member) {
    log.accept("joined " + member.id());
  }

  @OnMemberLeave("reporters")
  void gone(Member member, Reason reason) {
    log.accept("gone " + member.id() + " " + reason);
  }

  @OnMemberChange("reporters")
  void changed(Member now) {
    log.accept("status " + now.id() + " " + now.status());
  }

  @OnOffline
  void offLine() {
    log.accept("off line");
  }

  @OnOnline
  void onLine() {
    log.accept("on line");
  }

  /** What it sees of each. */
  List<String> seen() {
    return reporters.all().stream()
        .map(m -> m.id() + " " + m.health() + " " + m.status() + " " + m.state().get("made"))
        .toList();
  }
}
