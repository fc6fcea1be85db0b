package io.zkwire.processor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Members of groups: {@code @ClusterMember} with {@code @MemberState} and {@code @HealthCheck},
 * {@code @Members} and the listeners, {@code @OnOnline} and {@code @OnOffline}.
 */
final class MemberFeature implements Feature {

  private static final String MEMBERS = "members";

  private final Tools tools;
  private final MemberEmitter emitter;

  MemberFeature(Tools tools) {
    this.tools = tools;
    this.emitter = new MemberEmitter(tools);
  }

  @Override
  public Set<String> annotations() {
    return Stream.of(MemberPart.Kind.values())
        .map(kind -> kind.annotation().getName())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Output read(WiredClass owner, Report.Builder report) {
    List<MemberPart> parts = MemberPart.of(owner);
    MemberRules.check(parts, report);
    return (binding, guarded, manifest) -> {
      emitter.emit(parts, binding);
      parts.forEach(part -> manifest.add(MEMBERS, entry(part)));
    };
  }

  private Map<String, Object> entry(MemberPart part) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("member", part.name());
    entry.put("kind", part.kind().title());
    switch (part.kind()) {
      case MEMBER -> {
        entry.put("group", part.group());
        entry.put("id", part.text("id"));
      }
      case STATE -> entry.put("state", part.stateName());
      case HEALTH, ONLINE, OFFLINE -> {}
      default -> entry.put("group", part.group());
    }
    tools.describe(part.element(), entry);
    return entry;
  }
}
