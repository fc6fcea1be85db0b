package io.zkwire.processor;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leadership: {@code @LeaderOnly} on methods and classes, {@code @Leader} on fields,
 * {@code @OnLeader} and {@code @OnFollower} on methods.
 */
final class LeaderFeature implements Feature {

  private static final String LEADERS = "leaders";

  private final Tools tools;
  private final GuardPart guards;
  private final LeaderEmitter emitter;

  LeaderFeature(Tools tools) {
    this.tools = tools;
    this.guards = new GuardPart(tools, GuardKind.LEADER_ONLY);
    this.emitter = new LeaderEmitter(tools);
  }

  @Override
  public Set<String> annotations() {
    Set<String> annotations = new HashSet<>(guards.annotations());
    for (LeaderMember.Kind kind : LeaderMember.Kind.values()) {
      annotations.add(kind.annotation().getName());
    }
    return Set.copyOf(annotations);
  }

  @Override
  public Output read(WiredClass owner, Report.Builder report) {
    List<LeaderMember> members = LeaderMember.of(owner);
    LeaderRules.check(members, report);
    GuardPart.Found found = guards.read(owner, report);
    return (binding, guarded, manifest) -> {
      emitter.emit(members, binding);
      manifest.section(LEADERS);
      members.forEach(member -> manifest.add(LEADERS, entry(member)));
      guards.emit(found, binding, guarded, manifest);
    };
  }

  private Map<String, Object> entry(LeaderMember member) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("member", member.name());
    entry.put("kind", member.kind().title());
    entry.put("role", member.role());
    tools.describe(member.member(), entry);
    return entry;
  }
}
